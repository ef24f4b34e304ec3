/* The cases of a household, by heart: a ledger of cases asks for each row whether the case is known already */
#include "config.h"
#include "src/stage-private.h"

#include <string.h>

static const char cases_of_household[] =
  "SELECT id, identified_on FROM monitoring_case WHERE household_id = ?1 ORDER BY case_seq";

gboolean
lb_stage_prepare_cases (LbStage *self, GError **error)
{
  return (self->find = lb_db_prepare (self->db, cases_of_household, error)) != NULL;
}

static void
add_case (LbStagedHousehold *household, gint64 id, gint64 row, const char *identified)
{
  LbStagedCase known = {.id = id, .row = row};

  g_strlcpy (known.identified, identified, sizeof known.identified);
  g_array_append_val (household->known, known);
}

/* A household without cases has none to ask for. */
static gboolean
load_cases (LbStage *self, LbStagedHousehold *household, GError **error)
{
  int step = SQLITE_DONE;

  household->known = g_array_new (FALSE, FALSE, sizeof (LbStagedCase));
  if (household->cases == 0)
    return TRUE;
  sqlite3_bind_int64 (self->find, 1, household->id);
  while ((step = lb_db_step (self->db, self->find, error)) == SQLITE_ROW)
    add_case (household, sqlite3_column_int64 (self->find, 0), 0, (const char *) sqlite3_column_text (self->find, 1));
  sqlite3_reset (self->find);
  return step == SQLITE_DONE;
}

/* The same case: identified on the same day, or in the same month where one of the two knows no more. */
static gboolean
is_same (const char *a, const char *b)
{
  return strncmp (a, b, MIN (strlen (a), strlen (b))) == 0;
}

gboolean
lb_stage_recall_case (LbStage *self, LbStagedHousehold *household, const char *identified, LbStagedPlace *place, GError **error)
{
  if (household->known == NULL && !load_cases (self, household, error))
    return FALSE;
  for (guint i = 0; i < household->known->len; i++) {
    const LbStagedCase *known = &g_array_index (household->known, LbStagedCase, i);
    if (!is_same (known->identified, identified))
      continue;
    place->found = known->id;
    place->found_row = known->row;
    break;
  }
  return TRUE;
}

void
lb_stage_remember_case (LbStagedPlace *place, const char *identified, gint64 src_row)
{
  GArray *cases = place->household->known;

  if (place->found == 0) {
    place->household->cases = (int) place->sequence;
    add_case (place->household, place->id, src_row, identified);
  }
  for (guint i = 0; place->found != 0 && i < cases->len; i++) {
    LbStagedCase *known = &g_array_index (cases, LbStagedCase, i);
    if (known->id != place->found)
      continue;
    known->row = src_row;
    g_strlcpy (known->identified, identified, sizeof known->identified);
  }
}
