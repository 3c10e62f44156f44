"""The typefaces of documents and pages, from pinned packages: those of the machine would change a document's bytes."""

from importlib.resources import files as package_files
from pathlib import Path

FONTS = Path(str(package_files("fontpkg_public_sans") / "files"))
FALLBACK_FONTS = Path(str(package_files("fontpkg_noto_sans") / "files"))
OTHER_TYPEFACES = {  # fallbacks in their order, for characters that neither of the above has
    name: Path(str(package_files(package) / file))
    for name, package, file in (
        ("Inter", "fontpkg_inter", "files/Inter[opsz,wght].ttf"),
        ("Noto Sans Arabic", "fontpkg_noto_sans_arabic", "files/NotoSansArabic[wdth,wght].ttf"),
        ("Assistant", "fontpkg_assistant", "files/Assistant[wght].ttf"),
        ("Noto Sans Thai", "fontpkg_noto_sans_thai", "files/NotoSansThai[wdth,wght].ttf"),
        ("Noto Sans CJK JP", "noto_cjk_sans_jp_regular", "NotoSansCJKjp-Regular.otf"),
    )
}
