"""The maker of packs' files, which composing calls."""

from datetime import date

from governance.composing.making import Made
from governance.composing.models import Snapshot


class PackMaker:
    """Registered with composing at start-up. It imports what it needs when it makes a pack."""

    def make(self, snapshot: Snapshot) -> Made:
        from governance.packs.making.pack_files import make_pack_files

        return make_pack_files(snapshot)

    def announce(self, snapshot: Snapshot, on: date) -> None:
        from governance.packs.operations.packs import announce_pack

        announce_pack(snapshot, on)
