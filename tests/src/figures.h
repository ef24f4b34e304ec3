/* figures.h - tests of indicators as sheets: rows that go in, figures that come out
 *
 * A row: a table and its cells, "monitoring_case id=1 household_id=1 identified_on=2024-03-10"; what a test does not care
 * for has a default (figures.c); "household id=1..3" is three rows. Regions go by the names county lanshan qingxi songling shimen liuwan grid1 grid2.
 * A figure: "DATE REGION NUMERATOR/DENOMINATOR", then, where it matters, "= VALUE" ("= —": no data) and "PERSONS人".
 * Lines end at '\n'; blank lines part groups.
 */
#pragma once
#include "tests/src/hand.h"

typedef struct {
  const char *path; /* of the test: "/indicators/D02/…" */
  const char *id;
  const char *rows;
  const char *figures;
} Sheet;

/* Adds a test for each sheet; the list ends with a NULL path. */
void figures_add (const Sheet *sheets);

/* Only the rows. */
void figures_fill (Hand *hand, const char *rows);
