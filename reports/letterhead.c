#include "config.h"
#include "reports/letterhead.h"
#include "src/date.h"
#include "src/error.h"
#include "src/i18n.h"

#include <string.h>

typedef enum { ORGANS, MARK, NUMBER, SIGNERS, COPY, SECRECY, URGENCY, ADDRESSEE, COPIES_TO, PRINTER, DATE, PRINTED, SEALED, N_WORDS } Word;

static const struct {
  const char *zh, *en;
} names[N_WORDS] = {
  [ORGANS] = {"发文机关", "organs"},    [MARK] = {"机关标志", "mark"},       [NUMBER] = {"发文字号", "number"},
  [SIGNERS] = {"签发人", "signers"},    [COPY] = {"份号", "copy"},           [SECRECY] = {"密级", "secrecy"},
  [URGENCY] = {"紧急程度", "urgency"},  [ADDRESSEE] = {"主送", "addressee"}, [COPIES_TO] = {"抄送", "copies-to"},
  [PRINTER] = {"印发机关", "printer"},  [DATE] = {"成文日期", "date"},       [PRINTED] = {"印发日期", "printed"},
  [SEALED] = {"加盖印章", "sealed"},
};

void
lb_letterhead_free (LbLetterhead *self)
{
  char *words[] = {self->text, self->mark, self->number, self->copy, self->secrecy, self->urgency, self->addressee, self->copies_to,
                   self->printer};

  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    g_free (words[i]);
  g_strfreev (self->organs);
  g_strfreev (self->signers);
  g_free (self);
}

static gboolean
fail (GError **error, const char *key, const char *message)
{
  g_set_error (error, LB_ERROR, LB_ERROR_INPUT, _ ("letter, “%s”: %s"), key, message);
  return FALSE;
}

static gboolean
check_keys (GKeyFile *file, const char *group, gboolean english, GError **error)
{
  g_auto (GStrv) keys = g_key_file_get_keys (file, group, NULL, NULL);

  for (char **key = keys; keys != NULL && *key != NULL; key++) {
    gboolean known = FALSE;
    for (int i = 0; i < N_WORDS; i++)
      known = known || g_str_equal (*key, english ? names[i].en : names[i].zh);
    if (!known)
      return fail (error, *key, _ ("there is no such word; docs/templates.md lists them"));
  }
  return TRUE;
}

/* (transfer full): "" where the file has it not. */
static char *
get (GKeyFile *file, Word word)
{
  char *text = g_key_file_get_string (file, "letter", names[word].en, NULL);

  if (text == NULL)
    text = g_key_file_get_string (file, "公文", names[word].zh, NULL);
  char *remark = text == NULL ? NULL : strstr (text, " #"); /* as in rule sets */
  if (remark != NULL)
    *remark = '\0';
  return text == NULL ? g_strdup ("") : g_strstrip (text);
}

/* (transfer full): a list with 、 or ; between. */
static GStrv
get_list (GKeyFile *file, Word word)
{
  g_autofree char *text = get (file, word);
  g_autoptr (GStrvBuilder) list = g_strv_builder_new ();
  g_auto (GStrv) lines = g_regex_split_simple ("[、；;]", text, 0, 0);

  for (char **line = lines; *line != NULL; line++)
    if (*g_strstrip (*line) != '\0')
      g_strv_builder_add (list, *line);
  return g_strv_builder_end (list);
}

static gboolean
get_day (GKeyFile *file, Word word, gint32 *day, GError **error)
{
  g_autofree char *text = get (file, word);

  *day = *text == '\0' ? LB_DAY_NONE : lb_day_from_text (text);
  if (*text != '\0' && *day == LB_DAY_NONE)
    return fail (error, names[word].zh, _ ("a day is written 2026-01-05"));
  return TRUE;
}

/* GB/T 9704-2012, 7.2.5: the year in 〔〕 with four digits, no 第, no leading zero. */
static gboolean
check_number (const char *number, GError **error)
{
  if (*number == '\0' || g_regex_match_simple ("^[^\\d〔]+〔\\d{4}〕[1-9]\\d*号$", number, 0, 0))
    return TRUE;
  return fail (error, names[NUMBER].zh, _ ("a number is written 岚乡振发〔2026〕3号: the year in 〔〕, without 第 and without leading zeros"));
}

/* 7.2.1: six digits. */
static gboolean
fill_copy (char **copy, GError **error)
{
  if (**copy == '\0')
    return TRUE;
  if (!g_regex_match_simple ("^\\d{1,6}$", *copy, 0, 0))
    return fail (error, names[COPY].zh, _ ("it has at most six digits"));
  char *whole = g_strdup_printf ("%06" G_GUINT64_FORMAT, g_ascii_strtoull (*copy, NULL, 10));
  g_free (*copy);
  *copy = whole;
  return TRUE;
}

static LbLetterhead *
read_words (GKeyFile *file, const char *text, GError **error)
{
  g_autoptr (LbLetterhead) self = g_new0 (LbLetterhead, 1);
  g_autofree char *sealed = get (file, SEALED);

  self->text = g_strdup (text);
  self->organs = get_list (file, ORGANS);
  self->signers = get_list (file, SIGNERS);
  self->mark = get (file, MARK);
  self->number = get (file, NUMBER);
  self->copy = get (file, COPY);
  self->secrecy = get (file, SECRECY);
  self->urgency = get (file, URGENCY);
  self->addressee = get (file, ADDRESSEE);
  self->copies_to = get (file, COPIES_TO);
  self->printer = get (file, PRINTER);
  self->sealed = g_str_equal (sealed, "是") || g_str_equal (sealed, "yes");
  if (*self->organs == NULL) {
    fail (error, names[ORGANS].zh, _ ("a letter needs the office that sends it"));
    return NULL;
  }
  if (*self->printer == '\0') {
    g_free (self->printer);
    self->printer = g_strdup (self->organs[0]);
  }
  if (!check_number (self->number, error) || !fill_copy (&self->copy, error) || !get_day (file, DATE, &self->date, error) ||
      !get_day (file, PRINTED, &self->printed, error))
    return NULL;
  return g_steal_pointer (&self);
}

LbLetterhead *
lb_letterhead_parse (const char *text, GError **error)
{
  g_autoptr (GKeyFile) file = g_key_file_new ();
  GError *cause = NULL;

  if (!g_key_file_load_from_data (file, text, (gsize) -1, G_KEY_FILE_NONE, &cause)) {
    g_set_error (error, LB_ERROR, LB_ERROR_INPUT, _ ("the letter's file cannot be read: %s"), cause->message);
    g_error_free (cause);
    return NULL;
  }
  if (!check_keys (file, "letter", TRUE, error) || !check_keys (file, "公文", FALSE, error))
    return NULL;
  return read_words (file, text, error);
}

char *
lb_letterhead_load (const char *path, const char *number, const char *date, GError **error)
{
  g_autofree char *text = NULL;
  GError *cause = NULL;

  if (!g_file_get_contents (path, &text, NULL, &cause)) {
    g_set_error (error, LB_ERROR, LB_ERROR_FILE, _ ("cannot read %s: %s"), path, cause->message);
    g_error_free (cause);
    return NULL;
  }
  GString *whole = g_string_new (text);
  if (number != NULL || date != NULL)
    g_string_append (whole, "\n[letter]\n");
  if (number != NULL)
    g_string_append_printf (whole, "number=%s\n", number);
  if (date != NULL)
    g_string_append_printf (whole, "date=%s\n", date);
  return g_string_free (whole, FALSE);
}

char *
lb_letterhead_dup_number (const LbLetterhead *self, guint nth)
{
  const char *after = strstr (self->number, "〕");

  if (after == NULL)
    return g_strdup ("");
  after += strlen ("〕");
  return g_strdup_printf ("%.*s%" G_GUINT64_FORMAT "号", (int) (after - self->number), self->number,
                          g_ascii_strtoull (after, NULL, 10) + MAX (nth, 1) - 1);
}
