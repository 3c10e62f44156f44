// Light and dark mode: stored in a cookie, from which the server sets data-theme without an inline script.
document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-theme-set]");
  if (!button) return;
  const root = document.documentElement;
  const system = matchMedia("(prefers-color-scheme: dark)").matches;
  const dark = root.dataset.theme === "dark" || (root.dataset.theme === "auto" && system);
  root.dataset.theme = dark ? "light" : "dark";
  const name = root.dataset.themeCookie;
  const secure = name.startsWith("__Host-") ? "; secure" : "";
  document.cookie = `${name}=${root.dataset.theme}; path=/; max-age=31536000; samesite=lax${secure}`;
  button.setAttribute("aria-pressed", String(!dark));
});
