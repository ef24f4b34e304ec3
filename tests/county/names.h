/* names.h - invented names of people and places
 *
 * Made from lists of common syllables by chance; whoever or whatever bears such a name is not meant.
 */
#pragma once
#include "tests/county/random.h"

/* "岚" + "谷": the @index-th of a shuffled list without repetition; beyond some 3,000 a number is added. (transfer full) */
char *name_of_village (guint64 seed, guint index);
char *name_of_township (guint64 seed, guint index);
/* Two or three characters. (transfer full) */
char *name_of_person (Random *random);
