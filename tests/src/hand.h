/* hand.h - small projects made by hand, for tests that know every figure
 *
 * A county of two townships: 岚山镇 (villages 松岭村 with grids 松岭一, 松岭二 and 石门村 without grids) and 青溪乡
 * (village 柳湾村). Areas in km²: county 100, townships 60 and 30, 松岭村 none of its own with grids of 7 and 5, 石门村 20,
 * 柳湾村 25; so 10 km² of the county lie in no township.
 */
#pragma once
#include "src/cube.h"

enum { HAND_COUNTY = 1, HAND_LANSHAN, HAND_QINGXI, HAND_SONGLING, HAND_SHIMEN, HAND_LIUWAN, HAND_GRID_1, HAND_GRID_2 };

typedef struct {
  char *dir;
  char *path;
  LbProject *project;
} Hand;

void hand_set_up (Hand *self, gconstpointer data);
void hand_tear_down (Hand *self, gconstpointer data);

/* Removes a folder and what is in it. */
void hand_remove (const char *path);

/* Runs SQL on the project and opens it anew, so that regions are read again. */
void hand_run (Hand *self, const char *sql);
/* A household of @size in @region with one case; dates may be NULL. Household and case get the id @id. */
void hand_add_case (Hand *self, int id, int region, int persons, const char *identified, const char *cleared,
                    const char *revoked);
void hand_add_measure (Hand *self, int case_id, const char *planned, const char *status, const char *status_on);

/* Writes a file in the project's folder; (transfer full) its path. */
char *hand_write (Hand *self, const char *name, const char *text);

/* The cube of a shipped indicator. */
LbCube *hand_cube (Hand *self, const char *id);
/* numerator, denominator, value of a region (by id) on a date "YYYY-MM-DD". */
void hand_assert (LbCube *cube, const char *date, gint64 region, double numerator, double denominator,
                  double value);
