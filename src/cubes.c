#include "config.h"
#include "src/cubes.h"
#include "src/cube-private.h"
#include "src/limits.h"
#include "src/rules.h"

/* From so many indicators on it pays to work the shared relations out once. */
#define WORTH_KEEPING 6
/* Workers beyond these would wait for the memory's bus rather than for each other. */
#define MOST_WORKERS 8

/* One query's worth: an indicator, or the members of a family that share theirs, or a check whose hits some indicator counts. */
typedef struct {
  const LbCheck *check; /* NULL: it is no check                       */
  GArray *hits;         /* LbHit of the check                         */
  GPtrArray *members;   /* LbIndicator                                */
  GArray *places;       /* guint: theirs among the indicators asked for */
  GError *error;
} Task;

typedef struct {
  const char *path;
  LbRegionTree *regions;
  LbRules *rules;
  const LbKeptRelations *kept;
  GPtrArray *tasks; /* checks, then what needs none of them, then what does */
  GPtrArray *cubes;  /* filled by place: no two workers write the same */
  GPtrArray *packed; /* GBytes, likewise: of what had to be worked out */
  LbCubeShelf *shelf;
  GCancellable *cancellable;
  int next;      /* atomic: the next task that nobody has taken */
  int n_waiting; /* atomic: checks that have not been run       */
  GMutex lock;
  GCond checked; /* n_waiting has become 0 */
} Work;

static Task *
new_task (const LbCheck *check)
{
  Task *task = g_new0 (Task, 1);

  task->check = check;
  task->hits = g_array_new (FALSE, FALSE, sizeof (LbHit));
  task->members = g_ptr_array_new ();
  task->places = g_array_new (FALSE, FALSE, sizeof (guint));
  return task;
}

static void
free_task (gpointer data)
{
  Task *task = data;

  g_array_unref (task->hits);
  g_ptr_array_unref (task->members);
  g_array_unref (task->places);
  g_clear_error (&task->error);
  g_free (task);
}

static void
unref_cube (gpointer cube)
{
  if (cube != NULL)
    lb_cube_unref (cube);
}

static void
unref_bytes (gpointer bytes)
{
  if (bytes != NULL)
    g_bytes_unref (bytes);
}

static Task *
find_family (const GPtrArray *tasks, const LbIndicator *indicator)
{
  for (guint i = 0; lb_deltas_are_shared (indicator) && i < tasks->len; i++) {
    Task *task = tasks->pdata[i];
    const LbIndicator *first = task->members->pdata[0];
    if (lb_deltas_are_shared (first) && g_str_equal (first->path, indicator->path))
      return task;
  }
  return NULL;
}

static gboolean
needs_checks (const Task *task)
{
  return task->check == NULL && lb_deltas_need_checks (task->members->pdata[0]);
}

/* 0: a check, 1: what needs none of them, 2: what does. */
static int
compare_tasks (gconstpointer a, gconstpointer b)
{
  const Task *first = *(Task *const *) a, *second = *(Task *const *) b;

  return (first->check == NULL) + needs_checks (first) - (second->check == NULL) - needs_checks (second);
}

/* Tasks for those of @indicators that have no cube yet. */
static GPtrArray *
make_tasks (const GPtrArray *indicators, const GPtrArray *cubes, const GPtrArray *checks)
{
  GPtrArray *tasks = g_ptr_array_new_with_free_func (free_task);
  gboolean counted = FALSE;

  for (guint i = 0; i < indicators->len; i++) {
    if (cubes->pdata[i] != NULL)
      continue;
    Task *task = find_family (tasks, indicators->pdata[i]);
    if (task == NULL)
      g_ptr_array_add (tasks, task = new_task (NULL));
    g_ptr_array_add (task->members, indicators->pdata[i]);
    g_array_append_val (task->places, i);
    counted = counted || needs_checks (task);
  }
  for (guint i = 0; counted && i < checks->len; i++)
    g_ptr_array_add (tasks, new_task (checks->pdata[i]));
  g_ptr_array_sort (tasks, compare_tasks);
  return tasks;
}

static void
run_check (Work *self, Task *task, LbDeltaReader *reader)
{
  lb_delta_reader_gather (reader, task->check, task->hits, self->cancellable, &task->error);
  g_mutex_lock (&self->lock);
  if (g_atomic_int_dec_and_test (&self->n_waiting))
    g_cond_broadcast (&self->checked);
  g_mutex_unlock (&self->lock);
}

/* Every check was taken by somebody before the first task that needs them; who takes that waits for the others. */
static gboolean
take_hits (Work *self, LbDeltaReader *reader, GError **error)
{
  g_autoptr (GPtrArray) lists = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);

  g_mutex_lock (&self->lock);
  while (g_atomic_int_get (&self->n_waiting) > 0)
    g_cond_wait (&self->checked, &self->lock);
  g_mutex_unlock (&self->lock);
  for (guint i = 0; i < self->tasks->len && ((Task *) self->tasks->pdata[i])->check != NULL; i++) {
    Task *task = self->tasks->pdata[i];
    if (task->error != NULL) {
      g_propagate_error (error, g_error_copy (task->error));
      return FALSE;
    }
    g_ptr_array_add (lists, g_array_ref (task->hits));
  }
  return lb_delta_reader_take_hits (reader, lists, error);
}

static void
run_task (Work *self, Task *task, LbDeltaReader *reader)
{
  g_autofree LbCube **cubes = g_new0 (LbCube *, MAX (task->members->len, 1));

  if (task->check != NULL) {
    run_check (self, task, reader);
    return;
  }
  if (!needs_checks (task) || take_hits (self, reader, &task->error))
    lb_cubes_read (reader, task->members, self->regions, cubes, self->cancellable, &task->error);
  for (guint i = 0; i < task->places->len; i++) {
    guint place = g_array_index (task->places, guint, i);
    self->cubes->pdata[place] = cubes[i];
    if (cubes[i] == NULL)
      continue;
    self->packed->pdata[place] = lb_cube_dup_packed (cubes[i]);
    lb_cube_shelve (cubes[i], self->shelf, self->packed->pdata[place]);
  }
}

/* Once cancelled, each task that is left is taken and comes back at once: nobody waits for one that was never run. */
static gpointer
work (gpointer data)
{
  Work *self = data;
  GError *error = NULL;
  g_autoptr (LbDeltaReader) reader = lb_delta_reader_open (self->path, self->rules, self->kept, &error);

  if (reader == NULL)
    return error;
  for (int i = g_atomic_int_add (&self->next, 1); i < (int) self->tasks->len; i = g_atomic_int_add (&self->next, 1))
    run_task (self, self->tasks->pdata[i], reader);
  return NULL;
}

/* Returns the first worker's reason when none could read the project. */
static GError *
run_workers (Work *self)
{
  guint n = MIN (MIN (g_get_num_processors (), MOST_WORKERS), MAX (self->tasks->len, 1));
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

/* Each with the bytes it came from, which it is made from again after it was put away. */
static void
take_from_cache (LbCubeCache *cache, const GPtrArray *indicators, LbRegionTree *regions, const LbRules *rules, LbCubeShelf *shelf,
                 GPtrArray *cubes)
{
  for (guint i = 0; i < indicators->len; i++) {
    g_autoptr (GBytes) packed = NULL;
    cubes->pdata[i] = lb_cube_from_cache (cache, indicators->pdata[i], regions, rules, &packed);
    if (cubes->pdata[i] != NULL)
      lb_cube_shelve (cubes->pdata[i], shelf, packed);
  }
}

/* Runs all tasks. */
static gboolean
work_out (Work *self, guint n_indicators, GError **error)
{
  g_autoptr (LbKeptRelations) kept = NULL;

  if (n_indicators >= WORTH_KEEPING && (kept = lb_kept_relations_new (self->path, error)) == NULL)
    return FALSE;
  self->kept = kept;
  for (guint i = 0; i < self->tasks->len; i++)
    self->n_waiting += ((Task *) self->tasks->pdata[i])->check != NULL;
  g_mutex_init (&self->lock);
  g_cond_init (&self->checked);
  GError *reason = run_workers (self);
  g_mutex_clear (&self->lock);
  g_cond_clear (&self->checked);
  if (reason != NULL)
    g_propagate_error (error, reason);
  return reason == NULL && !g_cancellable_set_error_if_cancelled (self->cancellable, error);
}

static guint
count_missing (const GPtrArray *cubes)
{
  guint n = 0;

  for (guint i = 0; i < cubes->len; i++)
    n += cubes->pdata[i] == NULL;
  return n;
}

/* (transfer full): what the checks among @tasks found; NULL when there were none. */
static LbCheckHits *
dup_hits (const GPtrArray *tasks, GPtrArray *checks)
{
  g_autoptr (LbCheckHits) hits = checks != NULL ? lb_check_hits_new (checks) : NULL;

  for (guint i = 0; i < tasks->len && ((Task *) tasks->pdata[i])->check != NULL; i++)
    g_ptr_array_add (hits->lists, g_array_ref (((Task *) tasks->pdata[i])->hits));
  return hits != NULL && hits->lists->len > 0 ? g_steal_pointer (&hits) : NULL;
}

GPtrArray *
lb_cubes_build_within (LbProject *project, GPtrArray *indicators, gsize most, LbCheckHits **hits, GPtrArray *problems,
                       GCancellable *cancellable, GError **error)
{
  const char *path = lb_project_get_path (project);
  g_autoptr (LbRegionTree) regions = lb_project_dup_regions (project, error);
  g_autoptr (LbRules) rules = regions != NULL ? lb_rules_load_for_project (project, NULL, error) : NULL;
  g_autoptr (LbCubeShelf) shelf = lb_cube_shelf_new (most);
  g_autoptr (GPtrArray) cubes = g_ptr_array_new_with_free_func (unref_cube);
  g_autoptr (GPtrArray) packed = g_ptr_array_new_with_free_func (unref_bytes);

  if (rules == NULL)
    return NULL;
  g_ptr_array_set_size (cubes, (int) indicators->len);
  g_ptr_array_set_size (packed, (int) indicators->len);
  g_autoptr (LbCubeCache) cache = lb_cube_cache_new (project, rules);
  take_from_cache (cache, indicators, regions, rules, shelf, cubes);
  guint missing = count_missing (cubes);
  g_autoptr (GPtrArray) checks = missing > 0 ? lb_check_catalogue (path, "zh", NULL) : NULL;
  g_autoptr (GPtrArray) tasks = make_tasks (indicators, cubes, checks);
  Work work = {.path = path, .regions = regions, .rules = rules, .tasks = tasks, .cubes = cubes, .packed = packed, .shelf = shelf,
               .cancellable = cancellable};
  if (missing > 0 && !work_out (&work, missing, error))
    return NULL;
  if (missing >= WORTH_KEEPING)
    lb_cube_cache_store (cache, indicators, packed);
  if (hits != NULL)
    *hits = dup_hits (tasks, checks);
  for (guint i = 0; problems != NULL && i < tasks->len; i++)
    if (((Task *) tasks->pdata[i])->check == NULL && ((Task *) tasks->pdata[i])->error != NULL)
      g_ptr_array_add (problems, g_strdup (((Task *) tasks->pdata[i])->error->message));
  return g_steal_pointer (&cubes);
}

GPtrArray *
lb_cubes_build (LbProject *project, GPtrArray *indicators, GPtrArray *problems, GCancellable *cancellable, GError **error)
{
  return lb_cubes_build_within (project, indicators, LB_LIMIT_CUBE_BYTES, NULL, problems, cancellable, error);
}
