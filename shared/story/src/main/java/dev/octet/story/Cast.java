package dev.octet.story;

/** Who plays: Chiara shows no phone number, where that is possible. */
record Cast(Person ada, Person ben, Person chiara, Person dara) {

  static Cast come(People people, Circumstances.Shown shown) {
    return new Cast(people.comesWithNumber("Ada Okafor"), people.comesWithNumber("Ben Adler"),
        shown == Circumstances.Shown.NUMBERS ? people.comesWithNumber("Chiara Rossi") : people.comesWithoutNumber("Chiara Rossi"),
        people.comesWithNumber("Dara Singh"));
  }
}
