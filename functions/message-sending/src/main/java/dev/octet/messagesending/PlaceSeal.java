package dev.octet.messagesending;

/** What makes cursors of places in a list, and places of cursors. */
interface PlaceSeal {
  /** @param list what tells it apart from all other lists */
  String seal(String list, String place);

  /** A cursor that was not sealed for this list is refused by throwing. */
  String open(String list, String cursor);
}
