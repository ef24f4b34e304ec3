#include "config.h"
#include "maps/dbf.h"
#include "maps/error.h"
#include "maps/memory-file.h"
#include "maps/notices.h"
#include "src/i18n.h"
#include "src/limits.h"

#include <math.h>
#include <string.h>

#define HEADER_BYTES     32
#define FIELD_BYTES      32
#define FIELD_NAME_BYTES 11
#define TERMINATOR       0x0D
#define LDID_AT          29
#define SAMPLE_RECORDS   4096 /* spread over the table, until the sample is full */

struct _LbDbf {
  char *name;
  GBytes *bytes;
  guchar header[HEADER_BYTES];
  LbMemorySet set;
  DBFHandle handle;
  guint n;
  GPtrArray *fields; /* char *: names */
  GPtrArray *cells;  /* char *, row by row; NULL: they are in the file */
  LbEncoding encoding;
};

static guint
little16 (const guchar *at)
{
  return (guint) at[1] << 8 | at[0];
}

static gboolean
refuse (const char *name, gsize at, const char *what, GError **error)
{
  g_set_error (error, LB_MAPS_ERROR, LB_MAPS_ERROR_FILE,
               _ ("%s: byte %zu %s; get the file again from where it came"), name, at, what);
  return FALSE;
}

/* Fields must lie within the record; reading past it is the fault that other programs fell for. */
static gboolean
check_fields (const char *name, const guchar *bytes, gsize header_bytes, guint record_bytes, GError **error)
{
  guint used = 1; /* the deletion mark */
  gsize at = HEADER_BYTES;

  for (; at + FIELD_BYTES <= header_bytes && bytes[at] != TERMINATOR; at += FIELD_BYTES) {
    used += bytes[at + 16];
    if (used > record_bytes)
      return refuse (name, at + 16, _ ("makes the fields longer than the record"), error);
  }
  return at > HEADER_BYTES || refuse (name, HEADER_BYTES, _ ("should begin a field, but there is none"), error);
}

/* Compares the header with the file and puts the number of records right. */
static gboolean
check_header (LbDbf *self, GPtrArray *notices, GError **error)
{
  gsize size;
  const guchar *bytes = g_bytes_get_data (self->bytes, &size);

  if (size < HEADER_BYTES + 1)
    return refuse (self->name, size, _ ("is the end, within the header"), error);
  gsize header_bytes = little16 (bytes + 8);
  guint record_bytes = little16 (bytes + 10);
  if (header_bytes < HEADER_BYTES + FIELD_BYTES || header_bytes > size)
    return refuse (self->name, 8, _ ("tells a header length that the file does not have"), error);
  if (record_bytes < 2)
    return refuse (self->name, 10, _ ("tells records without content"), error);
  if (!check_fields (self->name, bytes, header_bytes, record_bytes, error))
    return FALSE;

  guint32 promised = little16 (bytes + 4) | (guint32) little16 (bytes + 6) << 16;
  guint32 there = (guint32) MIN ((size - header_bytes) / record_bytes, G_MAXINT32);
  if (promised > there)
    lb_notice (notices, _ ("%s: the header says %u records, the file has %u; the smaller was believed"), self->name,
               promised, there);
  self->n = MIN (promised, there);
  memcpy (self->header, bytes, HEADER_BYTES);
  for (int i = 0; i < 4; i++)
    self->header[4 + i] = (guchar) (self->n >> (8 * i));
  self->set.dbf = (LbMemoryPart) {self->header, HEADER_BYTES, bytes, size};
  return TRUE;
}

static gboolean
open_handle (LbDbf *self, GError **error)
{
  g_autofree char *name = lb_memory_set_name (&self->set);
  SAHooks hooks;

  lb_memory_setup_hooks (&hooks);
  self->handle = DBFOpenLL (name, "rb", &hooks);
  if (self->handle == NULL || DBFGetFieldCount (self->handle) < 1)
    return refuse (self->name, 0, _ ("does not begin a table that can be read"), error);
  self->n = MIN (self->n, (guint) MAX (DBFGetRecordCount (self->handle), 0));
  return TRUE;
}

/* The length of @bytes without a UTF-8 character cut in half at its end, so that cut cells do not speak against
 * UTF-8. */
static gsize
whole_length (const char *bytes, gsize length)
{
  for (gsize back = 1; back <= 3 && back <= length; back++) {
    guchar c = (guchar) bytes[length - back];
    if ((c & 0xC0) == 0x80)
      continue;
    gsize needed = c >= 0xF0 ? 4 : c >= 0xE0 ? 3 : c >= 0xC0 ? 2 : 1;
    return needed > back ? length - back : length;
  }
  return length;
}

static void
add_to_sample (GString *sample, const char *cell)
{
  if (cell == NULL || *cell == '\0')
    return;
  g_string_append_len (sample, cell, (gssize) whole_length (cell, strlen (cell)));
  g_string_append_c (sample, '\n');
}

/* (transfer full): field names and text cells from all over the table. */
static GString *
take_sample (LbDbf *self)
{
  GString *sample = g_string_new (NULL);
  int n_fields = DBFGetFieldCount (self->handle);
  guint step = MAX (self->n / SAMPLE_RECORDS, 1);

  for (int i = 0; i < n_fields; i++) {
    char name[FIELD_NAME_BYTES + 1] = "";
    DBFGetFieldInfo (self->handle, i, name, NULL, NULL);
    add_to_sample (sample, name);
  }
  for (guint record = 0; record < self->n && sample->len < LB_LIMIT_SAMPLE_BYTES; record += step)
    for (int i = 0; i < n_fields; i++)
      if (DBFGetNativeFieldType (self->handle, i) == 'C')
        add_to_sample (sample, DBFReadStringAttribute (self->handle, (int) record, i));
  return sample;
}

static gboolean
decide_by_word (LbDbf *self, const char *word, const char *reason)
{
  const char *name = lb_encoding_canonical (word);

  if (name == NULL || g_str_has_prefix (name, "UTF-16")) /* a table of bytes cannot be UTF-16 */
    return FALSE;
  self->encoding.name = name;
  self->encoding.reason = g_strdup (reason);
  return TRUE;
}

static gboolean
decide_encoding (LbDbf *self, GBytes *cpg, const char *wanted, GPtrArray *notices, GError **error)
{
  g_autofree char *ldid = g_strdup_printf ("LDID/%u", self->header[LDID_AT]);

  if (wanted != NULL) {
    if (decide_by_word (self, wanted, _ ("as asked")))
      return TRUE;
    g_set_error (error, LB_MAPS_ERROR, LB_MAPS_ERROR_FIELD,
                 _ ("“%s” is not an encoding of such tables; use UTF-8, GBK or GB18030"), wanted);
    return FALSE;
  }
  if (cpg != NULL && g_bytes_get_size (cpg) > 0) {
    gsize size;
    const char *bytes = g_bytes_get_data (cpg, &size);
    g_autofree char *raw = g_strndup (bytes, MIN (size, 64));
    g_autofree char *word = g_utf8_make_valid (raw, -1);
    g_strstrip (word);
    if (decide_by_word (self, word, _ ("from the .cpg file")))
      return TRUE;
    lb_notice (notices, _ ("%s: the .cpg file says “%s”, which is not understood; the bytes were judged"), self->name,
               word);
  }
  if (decide_by_word (self, ldid, _ ("from the table's language byte")))
    return TRUE;
  GString *sample = take_sample (self);
  lb_encoding_detect (sample->str, sample->len, &self->encoding);
  g_string_free (sample, TRUE);
  return TRUE;
}

/* (transfer full) */
static char *
decode (const LbDbf *self, const char *bytes)
{
  /* Codes and numbers are the same bytes in every encoding of such tables. */
  if (g_str_is_ascii (bytes))
    return g_strstrip (g_strdup (bytes));
  g_autofree char *text = lb_text_decode (bytes, -1, self->encoding.name, NULL);

  return g_strdup (g_strstrip (text));
}

/* Files whose mark contradicts their bytes are the commonest trouble of all: UTF-8 written with a Chinese LDID and no
 * .cpg, or the other way round. Only said, not overruled. */
static void
warn_when_garbled (LbDbf *self, GPtrArray *notices)
{
  GString *sample = take_sample (self);
  LbEncoding judged = {NULL};
  guint replaced = 0;

  g_free (lb_text_decode (sample->str, (gssize) sample->len, self->encoding.name, &replaced));
  lb_encoding_detect (sample->str, sample->len, &judged);
  if (replaced > 0 && !g_str_equal (judged.name, self->encoding.name))
    lb_notice (notices, _ ("%s: %u characters are not %s (%s); if names look wrong, try --encoding %s"), self->name,
               replaced, self->encoding.name, self->encoding.reason, judged.name);
  lb_encoding_clear (&judged);
  g_string_free (sample, TRUE);
}

LbDbf *
lb_dbf_open (const char *name, GBytes *dbf, GBytes *cpg, const char *wanted, GPtrArray *notices, GError **error)
{
  g_autoptr (LbDbf) self = g_new0 (LbDbf, 1);

  self->name = g_strdup (name);
  self->bytes = g_bytes_ref (dbf);
  self->fields = g_ptr_array_new_with_free_func (g_free);
  if (!check_header (self, notices, error) || !open_handle (self, error) ||
      !decide_encoding (self, cpg, wanted, notices, error))
    return NULL;
  for (int i = 0; i < DBFGetFieldCount (self->handle); i++) {
    char raw[FIELD_NAME_BYTES + 1] = "";
    DBFGetFieldInfo (self->handle, i, raw, NULL, NULL);
    g_ptr_array_add (self->fields, decode (self, raw));
  }
  warn_when_garbled (self, notices);
  return g_steal_pointer (&self);
}

LbDbf *
lb_dbf_new (const char *name, GPtrArray *fields, GPtrArray *cells, guint n, LbEncoding *encoding)
{
  g_return_val_if_fail (cells->len == n * fields->len, NULL);
  LbDbf *self = g_new0 (LbDbf, 1);

  self->name = g_strdup (name);
  self->fields = fields;
  self->cells = cells;
  self->n = n;
  self->encoding = *encoding;
  *encoding = (LbEncoding) {NULL};
  return self;
}

void
lb_dbf_free (LbDbf *self)
{
  if (self->handle != NULL)
    DBFClose (self->handle);
  g_free (self->name);
  g_clear_pointer (&self->bytes, g_bytes_unref);
  g_ptr_array_unref (self->fields);
  g_clear_pointer (&self->cells, g_ptr_array_unref);
  lb_encoding_clear (&self->encoding);
  g_free (self);
}

const LbEncoding *
lb_dbf_get_encoding (const LbDbf *self)
{
  return &self->encoding;
}

guint
lb_dbf_get_n (const LbDbf *self)
{
  return self->n;
}

guint
lb_dbf_get_n_fields (const LbDbf *self)
{
  return self->fields->len;
}

const char *
lb_dbf_get_field_name (const LbDbf *self, guint field)
{
  g_return_val_if_fail (field < self->fields->len, "");
  return g_ptr_array_index (self->fields, field);
}

/* (transfer full): a heading as it is compared. */
static char *
fold (const char *name)
{
  g_autofree char *heading = lb_text_normalise_heading (name);

  return g_utf8_casefold (heading, -1);
}

int
lb_dbf_find_field (const LbDbf *self, const char *name)
{
  g_autofree char *wanted = fold (name);

  for (guint i = 0; i < self->fields->len; i++) {
    g_autofree char *field = fold (g_ptr_array_index (self->fields, i));
    if (g_str_equal (field, wanted))
      return (int) i;
  }
  return -1;
}

gboolean
lb_dbf_is_deleted (LbDbf *self, guint record)
{
  return self->cells == NULL && DBFIsRecordDeleted (self->handle, (int) record);
}

static const char *
read_cell (LbDbf *self, guint record, guint field)
{
  g_return_val_if_fail (record < self->n && field < self->fields->len, "");
  if (self->cells != NULL)
    return g_ptr_array_index (self->cells, (gsize) record * self->fields->len + field);
  const char *cell = DBFReadStringAttribute (self->handle, (int) record, (int) field);

  return cell != NULL ? cell : "";
}

char *
lb_dbf_dup_text (LbDbf *self, guint record, guint field)
{
  const char *cell = read_cell (self, record, field);

  return self->cells != NULL ? g_strdup (cell) : decode (self, cell);
}

double
lb_dbf_get_number (LbDbf *self, guint record, guint field)
{
  const char *cell = read_cell (self, record, field);
  char *end;
  double value = g_ascii_strtod (cell, &end);

  while (g_ascii_isspace (*end))
    end++;
  return end != cell && *end == '\0' && isfinite (value) ? value : NAN;
}
