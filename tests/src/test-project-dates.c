/* The day that is meant where nobody names one: the last on which the ledgers tell of anything */
#include "src/date.h"
#include "tests/src/figures.h"

static void
assert_dates (Hand *hand, const char *first, const char *last)
{
  g_autoptr (GError) error = NULL;
  gint32 from, to;

  g_assert_true (lb_project_get_dates (hand->project, &from, &to, &error));
  g_assert_no_error (error);
  g_assert_cmpint (from, ==, first != NULL ? lb_day_from_text (first) : LB_DAY_NONE);
  g_assert_cmpint (to, ==, last != NULL ? lb_day_from_text (last) : LB_DAY_NONE);
}

static void
every_ledger_moves_the_last_day (Hand *hand, gconstpointer data)
{
  static const char *const events[] = {
    "monitoring_case id=1 identified_on=@", "UPDATE monitoring_case SET cleared_on = '@'", "UPDATE monitoring_case SET revoked_on = '@'",
    "measure planned_on=@", "measure planned_on=2024-02-03 status=implemented status_on=@", "measure planned_on=2024-02-03 verified_on=@", "risk_clearance id=1 proposed_on=@",
    "UPDATE risk_clearance SET county_approved_on = '@'", "evidence item=x taken_on=@", "visit visited_on=@",
    "platform_reg registered_on=@", "matter id=1 received_on=@", "UPDATE matter SET completed_on = '@'",
    "matter_ticket matter_id=1 stage=order done_on=@", "early_warning id=1 pushed_on=@", "warning_check warning_id=1 checked_on=@",
    "campaign id=1", "sample_unit id=1 visited_on=@", "answer answered_on=@", "finding id=1 first_seen_on=@",
    "UPDATE finding SET rechecked_on = '@'", "rectification_track reported_on=@", "UPDATE rectification_track SET closed_on = '@'",
    "assessment region_id=grid1 kind=grid_month period=x score=1 held_on=@", "training held_on=@", "ledger updated_on=@",
    "resource region_id=county kind=fund name=x on_day=@"};
  gint32 day = lb_day_from_text ("2024-02-01");

  (void) data;
  figures_fill (hand, "household id=1\n");
  for (gsize i = 0; i < G_N_ELEMENTS (events); i++) {
    g_autofree char *text = lb_day_to_text (day + (gint32) i);
    g_auto (GStrv) parts = g_strsplit (events[i], "@", -1);
    g_autofree char *row = g_strjoinv (text, parts);
    g_test_message ("%s", row);
    figures_fill (hand, row);
    if (parts[1] != NULL) /* a campaign has no day of its own */
      assert_dates (hand, "2024-02-01", text);
  }
}

static void
a_month_is_its_last_day (Hand *hand, gconstpointer data)
{
  (void) data;
  figures_fill (hand, "household id=1\nvisit visited_on=2024-02\nvisit visited_on=2024-02-28\n");
  assert_dates (hand, "2024-02-28", "2024-02-29");
  figures_fill (hand, "visit visited_on=2024-03-01\nvisit visited_on=2024-01\n");
  assert_dates (hand, "2024-01-31", "2024-03-01");
}

static void
terms_and_due_days_are_no_events (Hand *hand, gconstpointer data)
{
  (void) data;
  assert_dates (hand, NULL, NULL);
  figures_fill (hand, "household id=1\nstaff started_on=1999-01-01 ended_on=2035-12-31\nvisit_plan household_id=1 rhythm=monthly ended_on=2030-01-01\n");
  assert_dates (hand, NULL, NULL);
  figures_fill (hand, "matter received_on=2024-05-05 due_on=2031-01-01\n");
  assert_dates (hand, "2024-05-05", "2024-05-05");
}

#define ADD(name, function) g_test_add ("/project-dates/" name, Hand, NULL, hand_set_up, function, hand_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("every-ledger-moves-the-last-day", every_ledger_moves_the_last_day);
  ADD ("a-month-is-its-last-day", a_month_is_its_last_day);
  ADD ("terms-and-due-days-are-no-events", terms_and_due_days_are_no_events);
  return g_test_run ();
}
