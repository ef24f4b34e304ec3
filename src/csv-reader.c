#include "config.h"
#include "src/csv.h"
#include "src/error.h"
#include "src/i18n.h"
#include "src/limits.h"

#include <inttypes.h>
#include <errno.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#define PIECE_BYTES     (256 << 10)
#define DELIMITER_LINES 20

/* Cells are cut where they lie: a row's text is one piece of @text, in which a NUL takes the place of each delimiter, and
 * what a doubled quotation mark leaves over is closed up. */
typedef enum { CELL_START, CELL_PLAIN, CELL_QUOTED, CELL_QUOTE_SEEN } State;

struct _LbCsvReader {
  char *name;
  FILE *file;            /* NULL: memory */
  const char *memory;
  gsize memory_left;
  gint64 done, total;
  LbEncoding encoding;
  LbDecoder *decoder;
  char *piece;
  GString *text;         /* decoded; what lies before @begin was given out */
  gsize begin;           /* where the present row begins     */
  gsize at;              /* next byte to look at             */
  gsize out;             /* end of the present cell: @at, or before it where quotation marks were left out */
  gboolean ended;        /* nothing more to decode */
  gboolean after_cr;     /* an LF that follows belongs to the CR before it */
  char delimiter;
  char stop[256];        /* bytes that end a run of plain text */
  GArray *starts;        /* gsize: where each cell begins, from @begin */
  GPtrArray *pointers;
  gsize cell_start;
  gint64 row;
};

static gboolean
refuse_binary (const char *name, const char *bytes, gsize length, GError **error)
{
  static const struct {
    const char *magic;
    gsize length;
    const char *what;
  } kinds[] = {{"PK\x03\x04", 4, N_ ("an XLSX workbook or ZIP archive")},
               {"\xD0\xCF\x11\xE0", 4, N_ ("an old Excel workbook (XLS)")},
               {"%PDF-", 5, N_ ("a PDF document")},
               {"SQLite format 3", 16, N_ ("a database")},
               {"\x00\x00\x27\x0A", 4, N_ ("a shapefile")}};

  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (length >= kinds[i].length && memcmp (bytes, kinds[i].magic, kinds[i].length) == 0) {
      g_set_error (error, LB_ERROR, LB_ERROR_INPUT,
                   _ ("%s is %s, not a CSV file; open it in a spreadsheet and save the sheet as CSV"), name,
                   _ (kinds[i].what));
      return FALSE;
    }
  return TRUE;
}

static gboolean
set_encoding (LbCsvReader *self, const char *wanted, const char *bytes, gsize length, GError **error)
{
  if (wanted != NULL) {
    self->encoding.name = lb_encoding_canonical (wanted);
    if (self->encoding.name == NULL) {
      g_set_error (error, LB_ERROR, LB_ERROR_USAGE,
                   _ ("“%s” is not an encoding; use UTF-8, GB18030 or UTF-16"), wanted);
      return FALSE;
    }
    self->encoding.reason = g_strdup (_ ("chosen by the user"));
  } else {
    lb_encoding_detect (bytes, length, &self->encoding);
  }
  self->decoder = lb_decoder_new (self->encoding.name);
  return TRUE;
}

/* Reads and decodes one piece behind what is still unsplit; the present row moves to the front. FALSE: a read error. */
static gboolean
fill (LbCsvReader *self, GError **error)
{
  const char *bytes = self->memory;
  gsize length = MIN (self->memory_left, PIECE_BYTES);

  if (self->file != NULL) {
    bytes = self->piece;
    length = fread (self->piece, 1, PIECE_BYTES, self->file);
    if (ferror (self->file)) {
      g_set_error (error, LB_ERROR, LB_ERROR_FILE, _ ("cannot read %s: %s"), self->name, g_strerror (errno));
      return FALSE;
    }
  } else {
    self->memory += length;
    self->memory_left -= length;
  }
  g_string_erase (self->text, 0, (gssize) self->begin);
  self->at -= self->begin;
  self->out -= self->begin;
  self->begin = 0;
  self->done += (gint64) length;
  if (length > 0) {
    lb_decoder_push (self->decoder, bytes, length, self->text);
  } else {
    lb_decoder_finish (self->decoder, self->text);
    self->ended = TRUE;
  }
  return TRUE;
}

static void
choose_delimiter (LbCsvReader *self)
{
  static const char choices[] = {',', '\t', ';'};
  guint counts[G_N_ELEMENTS (choices)] = {0}, best = 0, lines = 0;
  gboolean quoted = FALSE;

  for (gsize i = 0; i < self->text->len && lines < DELIMITER_LINES; i++) {
    char c = self->text->str[i];
    quoted ^= c == '"';
    if (quoted)
      continue;
    lines += c == '\n' || c == '\r';
    for (guint k = 0; k < G_N_ELEMENTS (choices); k++)
      counts[k] += c == choices[k];
  }
  for (guint k = 1; k < G_N_ELEMENTS (choices); k++)
    if (counts[k] > counts[best])
      best = k;
  self->delimiter = choices[best];
  memset (self->stop, 0, sizeof self->stop);
  self->stop[(guchar) self->delimiter] = self->stop['\n'] = self->stop['\r'] = self->stop['\0'] = 1;
}

/* Common end of both ways to open; takes @self. @sample is the file's beginning. */
static LbCsvReader *
begin (LbCsvReader *self, const char *encoding, const char *sample, gsize length, GError **error)
{
  self->piece = self->file != NULL ? g_malloc (PIECE_BYTES) : NULL;
  self->text = g_string_new (NULL);
  self->starts = g_array_new (FALSE, FALSE, sizeof (gsize));
  self->pointers = g_ptr_array_new ();
  if (length == 0)
    g_set_error (error, LB_ERROR, LB_ERROR_INPUT, _ ("%s is empty; export it again"), self->name);
  else if (refuse_binary (self->name, sample, length, error) &&
           set_encoding (self, encoding, sample, length, error) && fill (self, error)) {
    choose_delimiter (self);
    return self;
  }
  lb_csv_reader_free (self);
  return NULL;
}

LbCsvReader *
lb_csv_reader_new (const char *name, const char *bytes, gsize length, const char *encoding, GError **error)
{
  LbCsvReader *self = g_new0 (LbCsvReader, 1);

  self->name = g_strdup (name);
  self->memory = bytes;
  self->memory_left = length;
  self->total = (gint64) length;
  return begin (self, encoding, bytes, MIN (length, LB_LIMIT_SAMPLE_BYTES), error);
}

LbCsvReader *
lb_csv_reader_open (const char *path, const char *encoding, GError **error)
{
  FILE *file = g_fopen (path, "rbe");
  struct stat status;

  if (file == NULL || fstat (fileno (file), &status) != 0) {
    g_set_error (error, LB_ERROR, LB_ERROR_FILE, _ ("cannot open %s: %s"), path, g_strerror (errno));
    if (file != NULL)
      fclose (file);
    return NULL;
  }
  if (S_ISDIR (status.st_mode)) {
    g_set_error (error, LB_ERROR, LB_ERROR_FILE, _ ("%s is a folder; name a file in it"), path);
    fclose (file);
    return NULL;
  }
  LbCsvReader *self = g_new0 (LbCsvReader, 1);
  g_autofree char *sample = g_malloc (LB_LIMIT_SAMPLE_BYTES);
  gsize length = fread (sample, 1, LB_LIMIT_SAMPLE_BYTES, file);

  self->name = g_path_get_basename (path);
  self->file = file;
  self->total = S_ISREG (status.st_mode) ? status.st_size : 0;
  rewind (file);
  return begin (self, encoding, sample, length, error);
}

void
lb_csv_reader_free (LbCsvReader *self)
{
  if (self->file != NULL)
    fclose (self->file);
  g_clear_pointer (&self->decoder, lb_decoder_free);
  lb_encoding_clear (&self->encoding);
  g_string_free (self->text, TRUE);
  g_array_unref (self->starts);
  g_ptr_array_unref (self->pointers);
  g_free (self->piece);
  g_free (self->name);
  g_free (self);
}

static gboolean
refuse (LbCsvReader *self, const char *why, GError **error)
{
  g_set_error (error, LB_ERROR, LB_ERROR_INPUT, _ ("%s, row %" PRId64 ", column %u: %s"), self->name,
               self->row, self->starts->len + 1, why);
  return FALSE;
}

static gboolean
check_size (LbCsvReader *self, GError **error)
{
  if (self->out - self->begin - self->cell_start > LB_LIMIT_CELL_BYTES)
    return refuse (self, _ ("the cell is longer than 1 MiB; is a quotation mark missing?"), error);
  if (self->out - self->begin > LB_LIMIT_ROW_BYTES)
    return refuse (self, _ ("the row is longer than 16 MiB; is a line break missing?"), error);
  return TRUE;
}

/* Takes @run bytes into the present cell. */
static void
take_run (LbCsvReader *self, gsize run)
{
  if (self->out != self->at)
    memmove (self->text->str + self->out, self->text->str + self->at, run);
  self->out += run;
  self->at += run;
}

/* The byte at @at, a delimiter, becomes the NUL where no quotation marks were left out. */
static gboolean
end_cell (LbCsvReader *self, GError **error)
{
  char *cell = self->text->str + self->begin + self->cell_start;

  if (!check_size (self, error))
    return FALSE;
  if (self->starts->len == LB_LIMIT_COLUMNS)
    return refuse (self, _ ("the row has more than 4096 columns; is a line break missing?"), error);
  self->text->str[self->out] = '\0';
  /* What the writer put before a formula is no part of the value. */
  if (cell[0] == '\'' && cell[1] != '\0' && strchr ("=+-@\t\r", cell[1]) != NULL)
    self->cell_start++;
  g_array_append_val (self->starts, self->cell_start);
  return TRUE;
}

/* Behind a delimiter, or behind the quotation mark that opens the cell. */
static void
begin_cell (LbCsvReader *self)
{
  self->cell_start = self->at - self->begin;
  self->out = self->at;
}

/* Takes the next run of bytes of a cell. Sets @ended at the end of the row. */
static gboolean
take (LbCsvReader *self, State *state, gboolean *ended, GError **error)
{
  const char *text = self->text->str + self->at;
  gsize left = self->text->len - self->at, run = 0;

  if (*state == CELL_QUOTED) {
    while (run < left && text[run] != '"' && text[run] != '\0')
      run++;
  } else if (*state == CELL_START && *text == '"') {
    *state = CELL_QUOTED;
    self->at++;
    begin_cell (self);
    return TRUE;
  } else if (*state == CELL_QUOTE_SEEN && *text == '"') {
    *state = CELL_QUOTED; /* a doubled quotation mark is one */
    take_run (self, 1);
    return TRUE;
  } else {
    while (run < left && !self->stop[(guchar) text[run]])
      run++;
    if (run > 0)
      *state = CELL_PLAIN;
  }
  take_run (self, run);
  if (run == left)
    return check_size (self, error);

  char c = text[run];
  if (c == '\0')
    return refuse (self, _ ("there is a NUL byte; the file is damaged or not text, export it again"), error);
  if (*state == CELL_QUOTED) {
    self->at++;
    *state = CELL_QUOTE_SEEN;
    return TRUE;
  }
  *state = CELL_START;
  *ended = c != self->delimiter;
  self->after_cr = c == '\r';
  if (!end_cell (self, error))
    return FALSE;
  self->at++;
  begin_cell (self);
  return TRUE;
}

/* An LF behind the CR that ended the former row. */
static void
skip_line_feed (LbCsvReader *self)
{
  self->after_cr = FALSE;
  if (self->text->str[self->at] != '\n')
    return;
  self->at++;
  self->begin = self->at;
  begin_cell (self);
}

/* One row, blank or not. @cut: it was ended by the end of the file. */
static gboolean
read_row (LbCsvReader *self, gboolean *cut, GError **error)
{
  State state = CELL_START;
  gboolean ended = FALSE;

  g_array_set_size (self->starts, 0);
  self->begin = self->at;
  begin_cell (self);
  self->row++;
  while (!ended) {
    if (self->at == self->text->len) {
      if (!self->ended && !fill (self, error))
        return FALSE;
      if (!self->ended || self->at < self->text->len)
        continue;
      if (state == CELL_QUOTED)
        return refuse (self, _ ("a quotation mark is opened and never closed"), error);
      *cut = TRUE;
      return (state == CELL_START && self->starts->len == 0) || end_cell (self, error);
    }
    if (self->after_cr)
      skip_line_feed (self);
    else if (!take (self, &state, &ended, error))
      return FALSE;
  }
  return TRUE;
}

gboolean
lb_csv_reader_next (LbCsvReader *self, LbRow *row, GError **error)
{
  for (;;) {
    gboolean cut = FALSE, blank = TRUE;

    if (!read_row (self, &cut, error))
      return FALSE;
    char *text = self->text->str + self->begin;
    guint n = self->starts->len;
    g_ptr_array_set_size (self->pointers, (gint) n + 1);
    for (guint i = 0; i < n; i++) {
      char *cell = text + g_array_index (self->starts, gsize, i);
      blank = blank && cell[strspn (cell, " \t")] == '\0';
      self->pointers->pdata[i] = cell;
    }
    if (blank && cut)
      return FALSE;
    if (blank)
      continue;
    self->pointers->pdata[n] = NULL;
    row->cells = (char **) self->pointers->pdata;
    row->n = n;
    row->number = self->row;
    row->cut = cut;
    row->text = text;
    row->bytes = self->at - self->begin + 1;
    return TRUE;
  }
}

const LbEncoding *
lb_csv_reader_get_encoding (const LbCsvReader *self)
{
  return &self->encoding;
}

guint
lb_csv_reader_get_replaced (const LbCsvReader *self)
{
  return lb_decoder_get_replaced (self->decoder);
}

void
lb_csv_reader_get_progress (const LbCsvReader *self, gint64 *done, gint64 *total)
{
  *done = self->done - (gint64) (self->text->len - self->at);
  *total = self->total;
}
