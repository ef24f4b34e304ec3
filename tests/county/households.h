/* households.h - who lives where, how hard life is there, and what the story of each village is */
#pragma once
#include "tests/county/options.h"
#include "tests/county/places.h"

/* What becomes of a village over the five years. */
typedef enum { STORY_STEADY, STORY_SLIPPING, STORY_RECOVERING } Story;

typedef struct {
  guint grid;
  guint8 size, labour;
  gboolean out_of_poverty;
} Household;

typedef struct {
  const Tessellation *tessellation;
  const Places *places;
  const Options *options;
  Household *households; /* by grid */
  guint n_households;
  guint *first;          /* by grid, n_grids + 1 */
  Story *story;          /* by village */
  double *hardship;      /* by grid; neighbours alike */
} Population;

Population *population_new (const Tessellation *tessellation, const Places *places, const Options *options);
void population_free (Population *self);
/* @figure of the profile, scaled to a larger county. */
guint population_scale (const Population *self, guint figure);
guint population_village (const Population *self, guint household);
Story population_story (const Population *self, guint household);
/* 16 digits: the village's 12, then its running number. (transfer full) */
char *population_number (const Population *self, guint household);
/* Who looks after the grid. (transfer full) */
char *population_worker (const Population *self, guint grid);
gboolean households_write (const Population *self, GError **error);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Population, population_free)
