"""Write docs/sentences.md: python -m governance.documents.rid.sentences"""

from pathlib import Path

from governance.documents.rid.sentences.fourth import FOURTH
from governance.documents.rid.sentences.second import SECOND
from governance.documents.rid.sentences.sentence import table

if __name__ == "__main__":
    Path("docs/sentences.md").write_text(table({**SECOND, **FOURTH}))
