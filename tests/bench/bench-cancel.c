/* How soon an import hears a cancel, and how long it stays silent: bench-cancel SIZE PROJECT LEDGER RUNS
 *
 * One dry run tells the time that a whole import takes and the longest gap between two reports of progress. Then RUNS
 * dry runs are cancelled at moments spread evenly over that time. Nothing is kept, so the project stays as it is.
 */
#include "src/import.h"

#include <stdio.h>

typedef struct {
  GCancellable *cancellable;
  gint64 delay; /* microseconds from the start */
  gint64 at;    /* when it was cancelled       */
} Canceller;

typedef struct {
  gint64 last, longest;
} Gaps;

static void
note_gap (gint64 done, gint64 total, gpointer data)
{
  Gaps *gaps = data;
  gint64 now = g_get_monotonic_time ();

  (void) done, (void) total;
  gaps->longest = MAX (gaps->longest, now - gaps->last);
  gaps->last = now;
}

static gpointer
cancel_later (gpointer data)
{
  Canceller *self = data;

  g_usleep ((gulong) self->delay);
  self->at = g_get_monotonic_time ();
  g_cancellable_cancel (self->cancellable);
  return NULL;
}

static int
compare (gconstpointer a, gconstpointer b)
{
  gint64 x = *(const gint64 *) a, y = *(const gint64 *) b;

  return (x > y) - (x < y);
}

/* Microseconds from the cancel to the return; -1: the import was done before. */
static gint64
cancel_at (LbProject *project, const char *ledger, gint64 delay)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  LbImportOptions options = {.dry_run = TRUE, .again = TRUE, .cancellable = cancellable};
  Canceller canceller = {cancellable, delay, 0};
  GThread *thread = g_thread_new ("cancel", cancel_later, &canceller);
  g_autoptr (LbImportResult) result = lb_ledger_import (project, ledger, &options, NULL);
  gint64 end = g_get_monotonic_time ();

  g_thread_join (thread);
  return result == NULL ? end - canceller.at : -1;
}

int
main (int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LbProject) project = argc == 5 ? lb_project_open (argv[2], LB_DB_WRITE, &error) : NULL;
  g_autoptr (GArray) waits = g_array_new (FALSE, FALSE, sizeof (gint64));
  gint64 start = g_get_monotonic_time ();
  Gaps gaps = {start, 0};
  LbImportOptions options = {.dry_run = TRUE, .again = TRUE, .progress = note_gap, .progress_data = &gaps};

  if (project == NULL) {
    fprintf (stderr, "usage: bench-cancel SIZE PROJECT LEDGER RUNS: %s\n", error != NULL ? error->message : "");
    return 2;
  }
  g_autoptr (LbImportResult) whole = lb_ledger_import (project, argv[3], &options, &error);
  if (whole == NULL) {
    fprintf (stderr, "bench-cancel: %s\n", error->message);
    return 1;
  }
  note_gap (0, 0, &gaps);
  gint64 length = g_get_monotonic_time () - start;
  int runs = (int) g_ascii_strtoll (argv[4], NULL, 10);
  for (int i = 1; i <= runs; i++) {
    gint64 wait = cancel_at (project, argv[3], length * i / (runs + 1));
    if (wait >= 0)
      g_array_append_val (waits, wait);
  }
  if (waits->len == 0)
    return 1;
  g_array_sort (waits, compare);
  guint p99 = (guint) (0.99 * (waits->len - 1) + 0.5);
  printf ("{\"name\":\"import.cancel\",\"size\":\"%s\",\"value\":%.2f,\"unit\":\"ms\",\"n\":%u,\"p50\":%.2f,\"p99\":%.2f,"
          "\"progress_gap_ms\":%.2f,\"whole_s\":%.3f}\n",
          argv[1], (double) g_array_index (waits, gint64, p99) / 1e3, waits->len,
          (double) g_array_index (waits, gint64, waits->len / 2) / 1e3, (double) g_array_index (waits, gint64, p99) / 1e3,
          (double) gaps.longest / 1e3, (double) length / 1e6);
  return 0;
}
