/* places.h - codes and names of the regions of a tessellation
 *
 * Township 9 digits (镇 from 100, 乡 from 200), village 12 (社区 from 001, 村 from 200), grid 15.
 */
#pragma once
#include "tests/county/tessellation.h"

typedef struct {
  char **township_codes, **township_names;
  char **village_codes, **village_names;
  char **grid_codes, **grid_names;
} Places;

/* @county_code: six digits, with which all codes begin. */
Places *places_new (const Tessellation *tessellation, const char *county_code);
void places_free (Places *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Places, places_free)
