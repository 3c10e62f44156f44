"""Pages that edit a release. The one that shows it is governance's, as it reads composed documents."""
