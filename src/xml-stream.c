#include "config.h"
#include "src/xml-stream.h"

#include <expat.h>
#include <string.h>

#define PIECE_BYTES (64 << 10)
#define MOST_DEPTH  256       /* expat keeps every open element                          */
#define MOST_TOKEN  (1 << 20) /* and a tag until its end                                 */
#define MOST_NAMES  4096      /* and every name it ever met; those of two bytes are few  */

struct _LbXml {
  LbPackage *package;
  LbEntry *part;
  XML_Parser parser;
  const LbXmlHandlers *handlers;
  gpointer data;
  GHashTable *names;
  GError *problem;
  guint depth;
  gint64 fed;
  gboolean finished;
};

const char *
lb_xml_local (const char *name)
{
  const char *colon = strchr (name, ':');

  return colon != NULL ? colon + 1 : name;
}

const char *
lb_xml_find (const char **attributes, const char *name)
{
  for (; *attributes != NULL; attributes += 2)
    if (strcmp (lb_xml_local (attributes[0]), name) == 0)
      return attributes[1];
  return NULL;
}

void
lb_xml_fail (LbXml *self, GError *problem)
{
  if (self->problem == NULL)
    self->problem = problem;
  else
    g_error_free (problem);
  XML_StopParser (self->parser, XML_FALSE);
}

static void
fail_damaged (LbXml *self)
{
  GError *problem = NULL;

  lb_package_refuse_damaged (self->package, &problem);
  lb_xml_fail (self, problem);
}

void
lb_xml_pause (LbXml *self)
{
  XML_StopParser (self->parser, XML_TRUE);
}

void
lb_xml_finish (LbXml *self)
{
  self->finished = TRUE;
  XML_StopParser (self->parser, XML_FALSE);
}

static void
note_name (LbXml *self, const char *name)
{
  if (strlen (name) <= 2 || g_hash_table_contains (self->names, name))
    return;
  g_hash_table_add (self->names, g_strdup (name));
  if (g_hash_table_size (self->names) > MOST_NAMES)
    fail_damaged (self);
}

static gboolean
is_stopped (const LbXml *self)
{
  return self->problem != NULL || self->finished;
}

static void
on_start (gpointer data, const char *name, const char **attributes)
{
  LbXml *self = data;

  if (is_stopped (self))
    return;
  note_name (self, name);
  for (const char **at = attributes; *at != NULL; at += 2)
    note_name (self, *at);
  if (++self->depth > MOST_DEPTH)
    fail_damaged (self);
  else
    self->handlers->start (self->data, lb_xml_local (name), attributes);
}

static void
on_end (gpointer data, const char *name)
{
  LbXml *self = data;

  if (is_stopped (self))
    return;
  self->depth--;
  self->handlers->end (self->data, lb_xml_local (name));
}

static void
on_text (gpointer data, const char *text, int length)
{
  LbXml *self = data;

  if (!is_stopped (self))
    self->handlers->text (self->data, text, length);
}

/* No spreadsheet writes one; those that do mean to expand entities without end. */
static void
on_doctype (gpointer data, G_GNUC_UNUSED const char *name, G_GNUC_UNUSED const char *system,
            G_GNUC_UNUSED const char *public, G_GNUC_UNUSED int internal)
{
  fail_damaged (data);
}

LbXml *
lb_xml_open (LbPackage *package, const char *part, const LbXmlHandlers *handlers, gpointer data, GError **error)
{
  LbEntry *stream = lb_entry_open (package, part, error);

  if (stream == NULL)
    return NULL;
  LbXml *self = g_new0 (LbXml, 1);
  self->package = package;
  self->part = stream;
  self->handlers = handlers;
  self->data = data;
  self->names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->parser = XML_ParserCreate (NULL);
  g_assert (self->parser != NULL);
  XML_SetUserData (self->parser, self);
  XML_SetElementHandler (self->parser, on_start, on_end);
  if (handlers->text != NULL)
    XML_SetCharacterDataHandler (self->parser, on_text);
  XML_SetStartDoctypeDeclHandler (self->parser, on_doctype);
  return self;
}

void
lb_xml_free (LbXml *self)
{
  XML_ParserFree (self->parser);
  lb_entry_free (self->part);
  g_hash_table_unref (self->names);
  g_clear_error (&self->problem);
  g_free (self);
}

/* What expat says of the piece it was given. */
static enum XML_Status
feed (LbXml *self)
{
  char *piece = XML_GetBuffer (self->parser, PIECE_BYTES);
  gssize length = piece != NULL ? lb_entry_read (self->part, piece, PIECE_BYTES, &self->problem) : -1;

  if (length < 0)
    return XML_STATUS_ERROR;
  self->fed += length;
  return XML_ParseBuffer (self->parser, (int) length, length == 0);
}

static gboolean
holds_endless_token (const LbXml *self)
{
  return self->fed - XML_GetCurrentByteIndex (self->parser) > MOST_TOKEN;
}

gboolean
lb_xml_run (LbXml *self, GError **error)
{
  XML_ParsingStatus status;
  enum XML_Status result = XML_STATUS_OK;

  XML_GetParsingStatus (self->parser, &status);
  if (status.parsing == XML_SUSPENDED)
    result = XML_ResumeParser (self->parser);
  while (result == XML_STATUS_OK && !is_stopped (self)) {
    XML_GetParsingStatus (self->parser, &status);
    if (status.parsing == XML_FINISHED)
      return FALSE;
    result = holds_endless_token (self) ? XML_STATUS_ERROR : feed (self);
  }
  if (result == XML_STATUS_SUSPENDED && !is_stopped (self))
    return TRUE;
  if (self->finished && self->problem == NULL)
    return FALSE;
  if (self->problem == NULL)
    lb_package_refuse_damaged (self->package, &self->problem);
  if (error != NULL && *error == NULL)
    *error = g_error_copy (self->problem);
  return FALSE;
}

gboolean
lb_xml_read_part (LbPackage *package, const char *part, const LbXmlHandlers *handlers, gpointer data, LbXml **xml, GError **error)
{
  g_autoptr (GError) problem = NULL;

  *xml = lb_xml_open (package, part, handlers, data, error);
  if (*xml == NULL)
    return FALSE;
  lb_xml_run (*xml, &problem);
  g_clear_pointer (xml, lb_xml_free);
  if (problem == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&problem));
  return FALSE;
}

void
lb_xml_get_progress (const LbXml *self, gint64 *done, gint64 *total)
{
  lb_entry_get_progress (self->part, done, total);
}
