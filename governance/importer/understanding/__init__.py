"""Step 2 of bringing an old document in: what its lines and tables state, as secrel.rid/1, each field with how sure it
is. A file for each section; none knows the format of the file."""

from governance.importer.understanding.understand import understand
from governance.importer.understanding.understood import SURE, Understood, UnderstoodField

__all__ = ["SURE", "Understood", "UnderstoodField", "understand"]
