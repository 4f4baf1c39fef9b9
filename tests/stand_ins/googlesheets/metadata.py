"""Developer metadata of a spreadsheet: made with an id of one's own, deleted by a filter."""

from itertools import count
from typing import Any

from tests.stand_ins.googlesheets.call import known
from tests.stand_ins.googlesheets.refusal import ChangeRefusedError, lacks
from tests.stand_ins.googlesheets.spreadsheet import Spreadsheet

Body = dict[str, Any]
FIELDS = ("metadataId", "metadataKey", "metadataValue", "visibility", "location")
LOOKUP = ("metadataId", "metadataKey", "metadataValue", "visibility")


def create_metadata(book: Spreadsheet, arguments: Body) -> Body:
    """Make one piece of metadata. An id that exists is refused."""
    known(arguments, ["developerMetadata"], "createDeveloperMetadata")
    made = known(arguments.get("developerMetadata"), FIELDS, "createDeveloperMetadata.developerMetadata")
    if not made.get("metadataKey") or made.get("visibility") not in ("DOCUMENT", "PROJECT"):
        raise lacks("metadata without a key or a visibility")
    if made.get("location") != {"spreadsheet": True}:
        raise lacks("metadata of another place than the spreadsheet")
    taken = {each["metadataId"] for each in book.metadata}
    number = made.get("metadataId") or next(each for each in count(1_000_001) if each not in taken)
    if number in taken:
        raise ChangeRefusedError(
            f"Cannot add developer metadata with ID [{number}] because developer metadata with that ID already exists."
        )
    whole = {**made, "metadataId": number, "location": {"locationType": "SPREADSHEET", "spreadsheet": True}}
    book.metadata.append(whole)
    return {"createDeveloperMetadata": {"developerMetadata": whole}}


def delete_metadata(book: Spreadsheet, arguments: Body) -> Body:
    """Delete all metadata that a lookup finds. It may find none."""
    known(arguments, ["dataFilter"], "deleteDeveloperMetadata")
    known(arguments.get("dataFilter"), ["developerMetadataLookup"], "dataFilter")
    lookup = known(arguments["dataFilter"].get("developerMetadataLookup"), LOOKUP, "developerMetadataLookup")
    if not lookup:
        raise lacks("a lookup of all metadata")
    found = [each for each in book.metadata if all(each.get(name) == part for name, part in lookup.items())]
    book.metadata[:] = [each for each in book.metadata if each not in found]
    return {"deleteDeveloperMetadata": {"deletedDeveloperMetadata": found} if found else {}}
