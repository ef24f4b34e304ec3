/* The workbook's own part: its sheets, where they stand, and how it counts days */
#include "config.h"
#include "src/xlsx-private.h"
#include "src/error.h"
#include "src/i18n.h"
#include "src/limits.h"

#include <string.h>

typedef struct {
  char *id;
  char *type; /* the last word of the URI, which strict and transitional workbooks share */
  char *part;
} Relation;

typedef struct {
  LbXml *xml;
  const char *folder; /* of the part whose relations these are */
  GPtrArray *relations;
} RelationsReader;

typedef struct {
  LbXml *xml;
  LbXlsxBook *book;
  GPtrArray *relations;
  GPtrArray *hidden; /* char *: name, part, name, part, … */
} BookReader;

static void
relation_free (gpointer data)
{
  Relation *self = data;

  g_free (self->id);
  g_free (self->type);
  g_free (self->part);
  g_free (self);
}

static void
ignore_end (G_GNUC_UNUSED gpointer data, G_GNUC_UNUSED const char *name)
{
}

/* Relations ---------------------------------------------------------------------------------------------------- */

/* (transfer full): @target, absolute or as seen from @folder, without dots and a leading stroke. It names a part of the
 * archive and nothing else: what points out of it names nothing. */
static char *
resolve (const char *folder, const char *target)
{
  g_autofree char *path = *target == '/' ? g_strdup (target) : g_strconcat ("/", folder, "/", target, NULL);
  g_autofree char *whole = NULL;

  g_strdelimit (path, "\\", '/');
  whole = g_canonicalize_filename (path, "/");
  return g_strdup (whole + strspn (whole, "/"));
}

static void
start_relation (gpointer data, const char *name, const char **attributes)
{
  RelationsReader *self = data;
  const char *id = lb_xml_find (attributes, "Id"), *type = lb_xml_find (attributes, "Type");
  const char *target = lb_xml_find (attributes, "Target"), *mode = lb_xml_find (attributes, "TargetMode");

  if (strcmp (name, "Relationship") != 0 || id == NULL || type == NULL || target == NULL || g_strcmp0 (mode, "External") == 0)
    return;
  if (self->relations->len == LB_LIMIT_ARCHIVE_PARTS) {
    lb_xml_finish (self->xml);
    return;
  }
  Relation *relation = g_new0 (Relation, 1);
  const char *stroke = strrchr (type, '/');
  relation->id = g_strdup (id);
  relation->type = g_strdup (stroke != NULL ? stroke + 1 : type);
  relation->part = resolve (self->folder, target);
  g_ptr_array_add (self->relations, relation);
}

/* (transfer full): those of @part ("": of the archive). A part without any has an empty array. NULL on error. */
static GPtrArray *
read_relations (LbPackage *package, const char *part, GError **error)
{
  static const LbXmlHandlers handlers = {start_relation, ignore_end, NULL};
  const char *stroke = strrchr (part, '/');
  g_autofree char *folder = g_strndup (part, stroke != NULL ? (gsize) (stroke - part) : 0);
  g_autofree char *name = g_strdup_printf ("%s%s_rels/%s.rels", folder, *folder != '\0' ? "/" : "",
                                           stroke != NULL ? stroke + 1 : part);
  g_autoptr (GPtrArray) relations = g_ptr_array_new_with_free_func (relation_free);
  RelationsReader reader = {.folder = folder, .relations = relations};

  if (!lb_package_has (package, name) || lb_xml_read_part (package, name, &handlers, &reader, &reader.xml, error))
    return g_steal_pointer (&relations);
  return NULL;
}

static const Relation *
find_by_id (const GPtrArray *relations, const char *id)
{
  for (guint i = 0; i < relations->len; i++)
    if (strcmp (((const Relation *) g_ptr_array_index (relations, i))->id, id) == 0)
      return g_ptr_array_index (relations, i);
  return NULL;
}

/* The first of them. */
static const Relation *
find_by_type (const GPtrArray *relations, const char *type)
{
  for (guint i = 0; i < relations->len; i++)
    if (strcmp (((const Relation *) g_ptr_array_index (relations, i))->type, type) == 0)
      return g_ptr_array_index (relations, i);
  return NULL;
}

/* Workbook ----------------------------------------------------------------------------------------------------- */

static gboolean
is_true (const char *value)
{
  return value != NULL && (strcmp (value, "1") == 0 || g_ascii_strcasecmp (value, "true") == 0);
}

/* The identifier of the relation has a prefix, the sheet's own has none. */
static const char *
find_relation_id (const char **attributes)
{
  for (; *attributes != NULL; attributes += 2)
    if (strchr (attributes[0], ':') != NULL && strcmp (lb_xml_local (attributes[0]), "id") == 0)
      return attributes[1];
  return NULL;
}

static void
start_sheet (BookReader *self, const char **attributes)
{
  const char *name = lb_xml_find (attributes, "name"), *id = find_relation_id (attributes);
  const char *state = lb_xml_find (attributes, "state");
  const Relation *relation = id != NULL ? find_by_id (self->relations, id) : NULL;

  if (name == NULL || relation == NULL || strcmp (relation->type, "worksheet") != 0)
    return; /* a chart or a dialogue */
  if (state == NULL || strcmp (state, "visible") == 0) {
    g_ptr_array_add (self->book->names, g_strdup (name));
    g_ptr_array_add (self->book->parts, g_strdup (relation->part));
  } else {
    g_ptr_array_add (self->hidden, g_strdup (name));
    g_ptr_array_add (self->hidden, g_strdup (relation->part));
  }
}

static void
start_book (gpointer data, const char *name, const char **attributes)
{
  BookReader *self = data;

  if (strcmp (name, "workbookPr") == 0)
    self->book->from_1904 = is_true (lb_xml_find (attributes, "date1904"));
  else if (strcmp (name, "sheet") == 0 && self->book->names->len + self->hidden->len / 2 < LB_LIMIT_ARCHIVE_PARTS)
    start_sheet (self, attributes);
}

/* Where sheets are equally good, the one that can be seen is meant: it comes first. */
static void
append_hidden (BookReader *self)
{
  for (guint i = 0; i < self->hidden->len; i += 2) {
    g_ptr_array_add (self->book->names, g_strdup (g_ptr_array_index (self->hidden, i)));
    g_ptr_array_add (self->book->parts, g_strdup (g_ptr_array_index (self->hidden, i + 1)));
  }
}

static gboolean
read_book (LbXlsxBook *self, const char *part, GPtrArray *relations, GError **error)
{
  static const LbXmlHandlers handlers = {start_book, ignore_end, NULL};
  g_autoptr (GPtrArray) hidden = g_ptr_array_new_with_free_func (g_free);
  BookReader reader = {.book = self, .relations = relations, .hidden = hidden};

  if (!lb_xml_read_part (self->package, part, &handlers, &reader, &reader.xml, error))
    return FALSE;
  append_hidden (&reader);
  return TRUE;
}

static gboolean
refuse_stranger (const LbXlsxBook *self, GError **error)
{
  g_set_error (error, LB_ERROR, LB_ERROR_INPUT,
               _ ("%s is not an XLSX workbook, whatever its name says; open it in a spreadsheet and save it as XLSX or CSV"),
               lb_package_get_name (self->package));
  return FALSE;
}

gboolean
lb_xlsx_book_read (LbXlsxBook *self, GError **error)
{
  g_autoptr (GPtrArray) top = read_relations (self->package, "", error);
  const Relation *found = top != NULL ? find_by_type (top, "officeDocument") : NULL;
  const char *part = found != NULL ? found->part : "xl/workbook.xml";

  self->names = g_ptr_array_new_with_free_func (g_free);
  self->parts = g_ptr_array_new_with_free_func (g_free);
  self->forms = g_array_new (FALSE, FALSE, sizeof (LbNumberForm));
  if (top == NULL)
    return FALSE;
  if (!lb_package_has (self->package, part) || g_str_has_suffix (part, ".bin")) /* XLSB */
    return refuse_stranger (self, error);
  g_autoptr (GPtrArray) relations = read_relations (self->package, part, error);
  if (relations == NULL || !read_book (self, part, relations, error))
    return FALSE;
  if (self->names->len == 0)
    return refuse_stranger (self, error);
  const Relation *strings = find_by_type (relations, "sharedStrings"), *styles = find_by_type (relations, "styles");
  self->strings_part = strings != NULL && lb_package_has (self->package, strings->part) ? g_strdup (strings->part) : NULL;
  return styles == NULL || !lb_package_has (self->package, styles->part) ||
         lb_xlsx_read_styles (self->package, styles->part, self->forms, error);
}

void
lb_xlsx_book_clear (LbXlsxBook *self)
{
  g_clear_pointer (&self->names, g_ptr_array_unref);
  g_clear_pointer (&self->parts, g_ptr_array_unref);
  g_clear_pointer (&self->forms, g_array_unref);
  g_clear_pointer (&self->strings_part, g_free);
  g_clear_pointer (&self->package, lb_package_free);
}
