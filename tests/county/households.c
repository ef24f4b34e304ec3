/* households.c - people, spread over grids of one household and more */
#include "config.h"
#include "tests/county/households.h"
#include "tests/county/csv.h"
#include "tests/county/names.h"
#include "tests/county/random.h"

#include <math.h>

#define USUAL_IN_GRID (39154.0 / 4286) /* what settlement was tuned for */

guint
population_scale (const Population *self, guint figure)
{
  const Options *options = self->options;

  return (guint) (figure * options->households_scale * options->plan.n_grids / options->profile->plan.n_grids + 0.5);
}

static double
settle_grid (const Population *self, guint grid, int most)
{
  Random random = random_for (self->options->plan.seed, CHANCE_GRIDS, grid);
  const Profile *profile = self->options->profile;
  double usual = (double) profile->households / profile->plan.n_grids / USUAL_IN_GRID;
  double people = usual * (5.5 + 4 * sqrt (self->tessellation->grids[grid].settlement) + 9 * (random_unit (&random) - 0.5));

  return CLAMP (people * self->options->households_scale, MAX (1, profile->least_in_grid), most);
}

/* Households of each grid, 1…most, that add up to the total exactly. */
static void
settle (Population *self)
{
  const Plan *plan = &self->tessellation->plan;
  int least = (int) MAX (1, self->options->profile->least_in_grid);
  int most = (int) (self->options->profile->most_in_grid * MAX (1, self->options->households_scale));
  g_autofree int *count = g_new (int, plan->n_grids);
  int missing = (int) self->n_households;
  Random random = random_for (plan->seed, CHANCE_GRIDS, G_MAXUINT64);

  for (guint g = 0; g < plan->n_grids; g++)
    missing -= count[g] = (int) settle_grid (self, g, most);
  while (missing != 0) {
    guint g = random_below (&random, plan->n_grids);
    int change = missing > 0 ? 1 : -1;

    if (count[g] + change < least || count[g] + change > most)
      continue;
    count[g] += change;
    missing -= change;
  }
  for (guint g = 0; g < plan->n_grids; g++)
    self->first[g + 1] = self->first[g] + (guint) count[g];
}

static void
fill_households (Population *self)
{
  static const double sizes[] = {9, 17, 22, 24, 15, 8, 3, 2};

  for (guint g = 0; g < self->tessellation->plan.n_grids; g++)
    for (guint h = self->first[g]; h < self->first[g + 1]; h++) {
      Random random = random_for (self->options->plan.seed, CHANCE_HOUSEHOLDS, h);
      Household *household = self->households + h;

      household->grid = g;
      household->size = (guint8) (1 + random_weighted (&random, sizes, G_N_ELEMENTS (sizes)));
      household->labour = (guint8) random_between (&random, household->size > 3 ? 1 : 0,
                                                   MAX (1, household->size - (household->size > 2)));
      household->out_of_poverty = random_chance (&random, 0.22 + 0.25 * MIN (1, self->hardship[g]));
    }
}

/* Two townships have a story of their own; elsewhere a few villages go their own way. */
static void
tell_stories (Population *self)
{
  const Plan *plan = &self->tessellation->plan;

  for (guint v = 0; v < plan->n_villages; v++) {
    Random random = random_for (plan->seed, CHANCE_STORY, v);
    guint township = self->tessellation->villages[v].township % 10;
    double slipping = township == 4 ? 0.8 : township == 8 ? 0.35 : 0.07;
    double recovering = township == 1 ? 0.8 : township == 4 ? 0 : 0.10, drawn = random_unit (&random);

    self->story[v] = drawn < slipping ? STORY_SLIPPING
                   : drawn < slipping + recovering ? STORY_RECOVERING : STORY_STEADY;
  }
}

Population *
population_new (const Tessellation *tessellation, const Places *places, const Options *options)
{
  Population *self = g_new0 (Population, 1);
  const Plan *plan = &tessellation->plan;

  self->tessellation = tessellation;
  self->places = places;
  self->options = options;
  self->n_households = population_scale (self, options->profile->households);
  self->households = g_new0 (Household, self->n_households);
  self->first = g_new0 (guint, plan->n_grids + 1);
  self->story = g_new0 (Story, plan->n_villages);
  self->hardship = g_new0 (double, plan->n_grids);
  for (guint g = 0; g < plan->n_grids; g++) {
    const Grid *grid = tessellation->grids + g;
    double field = 0.42 + 0.75 * noise_fractal (plan->seed, CHANCE_HARDSHIP, grid->x / 17e3, grid->y / 17e3, 4);

    field = CLAMP (field, 0.1, 1.2);
    self->hardship[g] = field * field * field + 0.02;
  }
  tell_stories (self);
  settle (self);
  fill_households (self);
  return self;
}

void
population_free (Population *self)
{
  g_free (self->households);
  g_free (self->first);
  g_free (self->story);
  g_free (self->hardship);
  g_free (self);
}

guint
population_village (const Population *self, guint household)
{
  return self->tessellation->grids[self->households[household].grid].village;
}

Story
population_story (const Population *self, guint household)
{
  return self->story[population_village (self, household)];
}

char *
population_number (const Population *self, guint household)
{
  guint village = population_village (self, household);
  guint first = self->first[self->tessellation->villages[village].first_grid];

  return g_strdup_printf ("%s%04u", self->places->village_codes[village], household - first + 1);
}

char *
population_worker (const Population *self, guint grid)
{
  Random random = random_for (self->options->plan.seed, CHANCE_STAFF, grid);

  return name_of_person (&random);
}

gboolean
households_write (const Population *self, GError **error)
{
  Csv *csv = csv_new (self->options, "households.csv",
                      "户编号,户主姓名,户类型,乡（镇）,行政村,网格编码,家庭人口数,劳动力人数,整户无劳动能力");

  for (guint h = 0; h < self->n_households; h++) {
    const Household *household = self->households + h;
    guint village = population_village (self, h);
    Random random = random_for (self->options->plan.seed, CHANCE_NAMES, G_GUINT64_CONSTANT (1) << 40 | h);
    g_autofree char *number = population_number (self, h);
    g_autofree char *name = name_of_person (&random);

    csv_text (csv, number);
    csv_text (csv, name);
    csv_text (csv, household->out_of_poverty ? "脱贫户" : "一般户");
    csv_text (csv, self->places->township_names[self->tessellation->villages[village].township]);
    csv_text (csv, self->places->village_names[village]);
    csv_text (csv, self->places->grid_codes[household->grid]);
    csv_number (csv, household->size);
    csv_number (csv, household->labour);
    csv_text (csv, household->labour == 0 ? "是" : "否");
    csv_end_row (csv);
  }
  return csv_close (csv, error);
}
