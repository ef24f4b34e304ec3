/* bench-run - times a whole command, beside a peer if there is one, and prints one JSON line
 *
 *   bench-run NAME SIZE RUNS [--prepare COMMAND] [--peer NAME COMMAND] [--cold] -- COMMAND
 *
 * Each command is one string for sh. Ours and the peer's run in turn (A B A B …) after one warm-up each (--cold: none), so that a
 * machine that slows down slows both; the ratio is the median of ours over the median of the peer's. Times are wall
 * seconds; memory is the peak of the largest process, from the kernel's own account.
 */
#include <glib.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

typedef struct {
  GArray *seconds; /* double */
  double peak_mb;
} Series;

static void
run_once (const char *command, Series *series)
{
  gint64 start = g_get_monotonic_time ();
  pid_t child = fork ();

  if (child == 0) {
    execl ("/bin/sh", "sh", "-c", command, (char *) NULL);
    _exit (127);
  }
  int status = 0;
  struct rusage usage;
  if (child < 0 || wait4 (child, &status, 0, &usage) < 0 || !WIFEXITED (status) || WEXITSTATUS (status) != 0) {
    fprintf (stderr, "bench-run: failed: %s\n", command);
    exit (1);
  }
  double seconds = (double) (g_get_monotonic_time () - start) / 1e6;
  g_array_append_val (series->seconds, seconds);
  series->peak_mb = MAX (series->peak_mb, (double) usage.ru_maxrss / 1024.0);
}

static int
compare_doubles (gconstpointer a, gconstpointer b)
{
  double x = *(const double *) a, y = *(const double *) b;

  return (x > y) - (x < y);
}

static double
percentile (const Series *series, double share)
{
  guint index = (guint) (share * (series->seconds->len - 1) + 0.5);

  return g_array_index (series->seconds, double, index);
}

int
main (int argc, char **argv)
{
  const char *prepare = NULL, *peer_name = NULL, *peer = NULL, *command = NULL;
  gboolean cold = FALSE;
  int runs = argc > 3 ? (int) g_ascii_strtoll (argv[3], NULL, 10) : 0;

  for (int i = 4; i < argc; i++) {
    if (strcmp (argv[i], "--prepare") == 0 && i + 1 < argc)
      prepare = argv[++i];
    else if (strcmp (argv[i], "--peer") == 0 && i + 2 < argc) {
      peer_name = argv[++i];
      peer = argv[++i];
    } else if (strcmp (argv[i], "--cold") == 0)
      cold = TRUE;
    else if (strcmp (argv[i], "--") == 0 && i + 1 < argc)
      command = argv[++i];
  }
  if (command == NULL || runs < 1) {
    fprintf (stderr, "usage: bench-run NAME SIZE RUNS [--prepare COMMAND] [--peer NAME COMMAND] [--cold] -- COMMAND\n");
    return 2;
  }

  Series ours = {g_array_new (FALSE, FALSE, sizeof (double)), 0};
  Series theirs = {g_array_new (FALSE, FALSE, sizeof (double)), 0};
  Series unused = {g_array_new (FALSE, FALSE, sizeof (double)), 0};
  for (int run = cold ? 0 : -1; run < runs; run++) {
    if (prepare != NULL)
      run_once (prepare, &unused);
    run_once (command, run < 0 ? &unused : &ours);
    if (peer != NULL) {
      if (prepare != NULL)
        run_once (prepare, &unused);
      run_once (peer, run < 0 ? &unused : &theirs);
    }
  }
  g_array_sort (ours.seconds, compare_doubles);
  g_array_sort (theirs.seconds, compare_doubles);

  printf ("{\"name\":\"%s\",\"size\":\"%s\",\"value\":%.4f,\"unit\":\"s\",\"n\":%d,\"p50\":%.4f,\"p95\":%.4f,\"p99\":%.4f,\"peak_mb\":%.1f",
          argv[1], argv[2], percentile (&ours, 0.5), runs, percentile (&ours, 0.5), percentile (&ours, 0.95),
          percentile (&ours, 0.99), ours.peak_mb);
  if (peer != NULL)
    printf (",\"peer\":\"%s\",\"peer_value\":%.4f,\"peer_peak_mb\":%.1f,\"ratio\":%.3f", peer_name,
            percentile (&theirs, 0.5), theirs.peak_mb, percentile (&ours, 0.5) / percentile (&theirs, 0.5));
  printf ("}\n");
  g_array_unref (ours.seconds);
  g_array_unref (theirs.seconds);
  g_array_unref (unused.seconds);
  return 0;
}
