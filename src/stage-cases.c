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

/* "2023-04-05" as 20230405, "2023-04" as 20230400. */
static guint32
pack_day (const char *text)
{
  guint32 day = 0;

  for (const char *at = text; *at != '\0'; at++)
    if (*at != '-')
      day = day * 10 + (guint32) (*at - '0');
  return strlen (text) == strlen ("2023-04") ? day * 100 : day;
}

static void
add_case (LbStagedHousehold *household, gint64 id, gint64 row, const char *identified)
{
  LbStagedCase known = {.id = id, .row = row, .identified = pack_day (identified)};

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
is_same (guint32 a, guint32 b)
{
  return a / 100 == b / 100 && (a == b || a % 100 == 0 || b % 100 == 0);
}

gboolean
lb_stage_recall_case (LbStage *self, LbStagedHousehold *household, const char *identified, LbStagedPlace *place, GError **error)
{
  guint32 day = pack_day (identified);

  if (household->known == NULL && !load_cases (self, household, error))
    return FALSE;
  for (guint i = 0; i < household->known->len; i++) {
    const LbStagedCase *known = &g_array_index (household->known, LbStagedCase, i);
    if (!is_same (known->identified, day))
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
    known->identified = pack_day (identified);
  }
}
