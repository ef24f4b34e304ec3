#include "config.h"
#include "src/ledger-pipe.h"

#include <pthread.h>
#include <string.h>

#define BLOCKS     4
#define BLOCK_ROWS 256
#define ROOM_BYTES (256 << 10)

typedef struct {
  LbJudged rows[BLOCK_ROWS];
  LbValue *values; /* BLOCK_ROWS times the fields of the kind   */
  char *room;      /* cells and values of the rows, row by row  */
  gsize size, used;
  guint n, given;
  gboolean last;
  GError *error;   /* behind the rows */
  gint64 done, total;
} Block;

/* The blocks are used in turn, over and over. The lock is one of POSIX, which race detectors know. */
struct _LbLedgerPipe {
  LbRowSource *source;
  LbJudge *judge;
  guint n_fields;
  Block blocks[BLOCKS];
  Block *current;         /* the one that is given out   */
  GThread *thread;
  pthread_mutex_t lock;   /* of the four below           */
  pthread_cond_t moved;
  guint64 filled, taken, emptied; /* blocks, from the start */
  gboolean stopped;
};

static gsize
measure_cells (const LbRow *row)
{
  gsize bytes = 0;

  for (guint i = 0; row->text == NULL && i < row->n; i++)
    bytes += strlen (row->cells[i]) + 1;
  return row->text != NULL ? row->bytes : bytes;
}

static char *
take_room (Block *block, gsize bytes)
{
  char *room = block->room + block->used;

  block->used += bytes;
  return room;
}

static void
copy_row (Block *block, const LbRow *row, LbRow *copy)
{
  block->used = (block->used + sizeof (char *) - 1) / sizeof (char *) * sizeof (char *);
  *copy = *row;
  copy->cells = (char **) (void *) take_room (block, (row->n + 1) * sizeof (char *));
  copy->cells[row->n] = NULL;
  if (row->text != NULL) {
    copy->text = memcpy (take_room (block, row->bytes), row->text, row->bytes);
    for (guint i = 0; i < row->n; i++)
      copy->cells[i] = copy->text + (row->cells[i] - row->text);
    return;
  }
  for (guint i = 0; i < row->n; i++) {
    gsize length = strlen (row->cells[i]) + 1;
    copy->cells[i] = memcpy (take_room (block, length), row->cells[i], length);
  }
}

/* FALSE: the row waits for another block. A row larger than a block's room makes the room of an empty one larger. */
static gboolean
put_row (LbLedgerPipe *self, Block *block, const LbRow *row)
{
  gsize cells = measure_cells (row), verdict_needs = lb_judge_get_room (self->judge, cells);
  gsize need = (row->n + 2) * sizeof (char *) + cells + verdict_needs; /* pointers to the cells, the cells, their values */

  if (block->n == BLOCK_ROWS || (block->n > 0 && block->used + need > block->size))
    return FALSE;
  if (need > block->size) {
    g_free (block->room);
    block->room = g_malloc (need);
    block->size = need;
  }
  LbJudged *judged = &block->rows[block->n];
  copy_row (block, row, &judged->row);
  judged->verdict.values = block->values + (gsize) block->n * self->n_fields;
  judged->verdict.room = take_room (block, verdict_needs);
  lb_judge_row (self->judge, &judged->row, &judged->verdict);
  block->n++;
  return TRUE;
}

static void
forget_verdicts (Block *block)
{
  for (; block->given < block->n; block->given++) {
    g_free (block->rows[block->given].verdict.reason);
    g_strfreev (block->rows[block->given].verdict.candidates);
  }
}

/* Hands @done over, if any. The next one to fill; NULL: nobody wants more rows. */
static Block *
next_block (LbLedgerPipe *self, Block *done)
{
  if (done != NULL)
    lb_row_source_get_progress (self->source, &done->done, &done->total);
  pthread_mutex_lock (&self->lock);
  self->filled += done != NULL;
  pthread_cond_signal (&self->moved);
  while (!self->stopped && self->filled - self->emptied == BLOCKS)
    pthread_cond_wait (&self->moved, &self->lock);
  Block *block = self->stopped ? NULL : &self->blocks[self->filled % BLOCKS];
  pthread_mutex_unlock (&self->lock);
  if (block != NULL)
    block->n = block->given = block->used = 0;
  return block;
}

/* Gives @done back, if any, and waits for the next full one. */
static Block *
take_block (LbLedgerPipe *self, Block *done)
{
  pthread_mutex_lock (&self->lock);
  self->emptied += done != NULL;
  pthread_cond_signal (&self->moved);
  while (self->taken == self->filled)
    pthread_cond_wait (&self->moved, &self->lock);
  Block *block = &self->blocks[self->taken++ % BLOCKS];
  pthread_mutex_unlock (&self->lock);
  return block;
}

static gpointer
run (gpointer data)
{
  LbLedgerPipe *self = data;
  Block *block = next_block (self, NULL);
  g_autoptr (GError) error = NULL;
  LbRow row;

  while (block != NULL && lb_row_source_next (self->source, &row, &error))
    while (block != NULL && !put_row (self, block, &row))
      block = next_block (self, block);
  if (block == NULL)
    return NULL;
  block->last = TRUE;
  block->error = g_steal_pointer (&error);
  next_block (self, block);
  return NULL;
}

LbLedgerPipe *
lb_ledger_pipe_new (LbRowSource *source, LbJudge *judge, const LbMapping *mapping)
{
  LbLedgerPipe *self = g_new0 (LbLedgerPipe, 1);

  self->source = source;
  self->judge = judge;
  self->n_fields = mapping->kind->n_fields;
  pthread_mutex_init (&self->lock, NULL);
  pthread_cond_init (&self->moved, NULL);
  for (guint i = 0; i < BLOCKS; i++) {
    self->blocks[i].values = g_new0 (LbValue, BLOCK_ROWS * (gsize) self->n_fields);
    self->blocks[i].room = g_malloc (ROOM_BYTES);
    self->blocks[i].size = ROOM_BYTES;
  }
  self->thread = g_thread_new ("ledger", run, self);
  return self;
}

void
lb_ledger_pipe_free (LbLedgerPipe *self)
{
  pthread_mutex_lock (&self->lock);
  self->stopped = TRUE;
  pthread_cond_signal (&self->moved);
  pthread_mutex_unlock (&self->lock);
  g_thread_join (self->thread);
  for (guint i = 0; i < BLOCKS; i++) {
    Block *block = &self->blocks[i];
    forget_verdicts (block);
    for (gsize k = 0; k < BLOCK_ROWS * (gsize) self->n_fields; k++)
      lb_value_clear (&block->values[k]);
    g_free (block->values);
    g_free (block->room);
    g_clear_error (&block->error);
  }
  pthread_mutex_destroy (&self->lock);
  pthread_cond_destroy (&self->moved);
  g_free (self);
}

LbJudged *
lb_ledger_pipe_next (LbLedgerPipe *self, GError **error)
{
  Block *block = self->current;

  if (block != NULL && block->given < block->n) {
    LbVerdict *verdict = &block->rows[block->given].verdict;
    g_clear_pointer (&verdict->reason, g_free);
    g_clear_pointer (&verdict->candidates, g_strfreev);
    block->given++;
  }
  while (block == NULL || (block->given == block->n && !block->last))
    block = self->current = take_block (self, block);
  if (block->given < block->n)
    return &block->rows[block->given];
  if (block->error != NULL)
    g_propagate_error (error, g_steal_pointer (&block->error));
  return NULL;
}

void
lb_ledger_pipe_get_progress (const LbLedgerPipe *self, gint64 *done, gint64 *total)
{
  *done = self->current != NULL ? self->current->done : 0;
  *total = self->current != NULL ? self->current->total : 0;
}
