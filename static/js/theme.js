// Light and dark: a cookie, so that the server writes data-theme and no inline script is needed.
document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-theme-set]");
  if (!button) return;
  const root = document.documentElement;
  const system = matchMedia("(prefers-color-scheme: dark)").matches;
  const dark = root.dataset.theme === "dark" || (root.dataset.theme === "auto" && system);
  root.dataset.theme = dark ? "light" : "dark";
  document.cookie = `theme=${root.dataset.theme}; path=/; max-age=31536000; samesite=lax`;
  button.setAttribute("aria-pressed", String(!dark));
});
