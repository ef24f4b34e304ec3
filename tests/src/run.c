#include "tests/src/run.h"

#include <sys/wait.h>

Run *
run_program (const char *first, ...)
{
  g_autoptr (GPtrArray) words = g_ptr_array_new ();
  g_autoptr (GError) error = NULL;
  Run *self = g_new0 (Run, 1);
  va_list args;

  g_ptr_array_add (words, (gpointer) g_getenv ("LOOKBACK"));
  va_start (args, first);
  for (const char *word = first; word != NULL; word = va_arg (args, const char *))
    g_ptr_array_add (words, (gpointer) word);
  va_end (args);
  g_ptr_array_add (words, NULL);
  g_spawn_sync (NULL, (char **) words->pdata, NULL, G_SPAWN_DEFAULT, NULL, NULL, &self->out, &self->err,
                &self->status, &error);
  g_assert_no_error (error);
  g_assert_true (WIFEXITED (self->status));
  self->status = WEXITSTATUS (self->status);
  g_test_message ("status %d: %s", self->status, self->err);
  return self;
}

void
run_free (Run *self)
{
  g_free (self->out);
  g_free (self->err);
  g_free (self);
}
