#include "config.h"
#include "src/cubes.h"
#include "src/cube-private.h"
#include "src/rules.h"

/* From so many indicators on it pays to work the shared relations out once. */
#define WORTH_KEEPING 6
/* Workers beyond these would wait for the memory's bus rather than for each other. */
#define MOST_WORKERS 8

typedef struct {
  const char *path;
  LbRegionTree *regions;
  LbRules *rules;
  GPtrArray *indicators;
  GPtrArray *cubes;  /* filled by place: no two workers write the same */
  GPtrArray *errors; /* GError, likewise */
  GCancellable *cancellable;
  int next; /* atomic: the next indicator that nobody has taken */
} Work;

static void
unref_cube (gpointer cube)
{
  if (cube != NULL)
    lb_cube_unref (cube);
}

static void
free_error (gpointer error)
{
  if (error != NULL)
    g_error_free (error);
}

static gpointer
work (gpointer data)
{
  Work *self = data;
  GError *error = NULL;
  g_autoptr (LbDeltaReader) reader =
    lb_delta_reader_open (self->path, self->rules, self->indicators->len >= WORTH_KEEPING, &error);

  if (reader == NULL)
    return error;
  for (int i = g_atomic_int_add (&self->next, 1);
       i < (int) self->indicators->len && !g_cancellable_is_cancelled (self->cancellable);
       i = g_atomic_int_add (&self->next, 1))
    self->cubes->pdata[i] = lb_cube_read (reader, self->indicators->pdata[i], self->regions, self->cancellable,
                                          (GError **) &self->errors->pdata[i]);
  return NULL;
}

/* Returns the first worker's reason when none could read the project. */
static GError *
run_workers (Work *self)
{
  guint n = MIN (MIN (g_get_num_processors (), MOST_WORKERS), MAX (self->indicators->len, 1));
  GThread *threads[MOST_WORKERS];
  GError *reason = NULL;

  for (guint i = 1; i < n; i++)
    threads[i] = g_thread_new ("cubes", work, self);
  reason = work (self);
  for (guint i = 1; i < n; i++) {
    GError *other = g_thread_join (threads[i]);
    if (reason == NULL)
      reason = other;
    else
      g_clear_error (&other);
  }
  return reason;
}

GPtrArray *
lb_cubes_build (LbProject *project, GPtrArray *indicators, GPtrArray *problems, GCancellable *cancellable,
                GError **error)
{
  g_autoptr (LbRegionTree) regions = lb_project_dup_regions (project, error);
  g_autoptr (LbRules) rules = regions != NULL ? lb_rules_load_for_project (project, NULL, error) : NULL;
  g_autoptr (GPtrArray) cubes = g_ptr_array_new_with_free_func (unref_cube);
  g_autoptr (GPtrArray) errors = g_ptr_array_new_with_free_func (free_error);
  Work work = {lb_project_get_path (project), regions, rules, indicators, cubes, errors, cancellable, 0};

  if (rules == NULL)
    return NULL;
  g_ptr_array_set_size (cubes, (int) indicators->len);
  g_ptr_array_set_size (errors, (int) indicators->len);
  GError *reason = run_workers (&work);
  if (reason != NULL) {
    g_propagate_error (error, reason);
    return NULL;
  }
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;
  for (guint i = 0; problems != NULL && i < errors->len; i++)
    if (errors->pdata[i] != NULL)
      g_ptr_array_add (problems, g_strdup (((GError *) errors->pdata[i])->message));
  return g_steal_pointer (&cubes);
}
