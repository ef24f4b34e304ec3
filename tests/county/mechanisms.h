/* mechanisms.h - what each county keeps beside the seven ledgers that all of them keep
 *
 * Party members linked to households, levels without polygons, warnings, trainings, assessments, kept ledgers, tickets, places
 * and partners: only where the county's document tells of them, and in the numbers that it tells.
 */
#pragma once
#include "tests/county/households.h"

/* Writes the files of the profile's own mechanisms; Weixi has none. */
gboolean mechanisms_write (const Population *population, GError **error);
