#include "config.h"
#include "src/mask.h"

#include <string.h>

#define MOBILE_DIGITS 11
#define LONG_NUMBER   10
#define STAR          "*"

static const char *const double_surnames[] = {
  "欧阳", "司马", "上官", "诸葛", "东方", "皇甫", "尉迟", "公孙", "慕容", "令狐", "司徒", "夏侯", "端木", "南宫",
  "西门", "百里", "呼延", "赫连", "宇文", "长孙", "轩辕", "独孤", "闻人", "申屠", "太史", "公羊", "钟离", "濮阳"};

/* Letters of the surname that stay readable: two for a double surname with a given name, else one. */
static glong
count_surname (const char *name, glong letters)
{
  for (gsize i = 0; letters > 2 && i < G_N_ELEMENTS (double_surnames); i++)
    if (g_str_has_prefix (name, double_surnames[i]))
      return 2;
  return 1;
}

static void
append_masked (GString *text, const char *name, gsize length)
{
  g_autofree char *one = g_strstrip (g_strndup (name, length));
  glong letters = g_utf8_strlen (one, -1);
  glong surname = count_surname (one, letters), shown_last = letters > surname + 1 ? 1 : 0;

  if (letters == 0)
    return;
  if (letters == 1) {
    g_string_append (text, STAR);
    return;
  }
  const char *rest = g_utf8_offset_to_pointer (one, surname);
  g_string_append_len (text, one, rest - one);
  for (glong i = surname; i < letters - shown_last; i++)
    g_string_append (text, STAR);
  g_string_append (text, g_utf8_offset_to_pointer (one, letters - shown_last));
}

static gboolean
is_separator (gunichar letter)
{
  return letter == ',' || letter == ';' || letter == '/' || letter == 0x3001 /* 、 */ || letter == 0xFF0C /* ， */ ||
         letter == 0xFF1B /* ； */;
}

char *
lb_mask_name (const char *name)
{
  GString *text = g_string_new (NULL);
  const char *start = name != NULL ? name : "";
  const char *at = start;

  for (; *at != '\0'; at = g_utf8_next_char (at)) {
    if (!is_separator (g_utf8_get_char (at)))
      continue;
    append_masked (text, start, (gsize) (at - start));
    start = g_utf8_next_char (at);
    g_string_append_len (text, at, start - at);
  }
  append_masked (text, start, (gsize) (at - start));
  return g_string_free (text, FALSE);
}

/* @first and @last characters stay, if the number is longer than both together and plain ASCII. */
static char *
keep_ends (const char *number, gsize first, gsize last)
{
  gboolean plain = number != NULL && g_str_is_ascii (number);
  gsize length = number == NULL ? 0 : plain ? strlen (number) : (gsize) g_utf8_strlen (number, -1);
  GString *text = g_string_new (NULL);

  for (gsize i = 0; i < length; i++)
    g_string_append_c (text, plain && length > first + last && (i < first || i >= length - last) ? number[i] : '*');
  return g_string_free (text, FALSE);
}

char *
lb_mask_phone (const char *phone)
{
  gboolean mobile = phone != NULL && strlen (phone) == MOBILE_DIGITS && strspn (phone, "0123456789") == MOBILE_DIGITS;

  return mobile ? keep_ends (phone, 3, 4) : keep_ends (phone, 2, 2);
}

char *
lb_mask_certificate (const char *number)
{
  return number != NULL && strlen (number) > LONG_NUMBER ? keep_ends (number, 4, 2) : keep_ends (number, 2, 2);
}

/* The end of the village's name, NULL when there is none. */
static const char *
find_village_end (const char *address)
{
  static const char *const ends[] = {"村", "社区"};
  const char *first = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (ends); i++) {
    const char *end = strstr (address, ends[i]);
    if (end != NULL && (first == NULL || end + strlen (ends[i]) < first))
      first = end + strlen (ends[i]);
  }
  return first;
}

/* Behind the group that follows the village (三组, 第12村民小组), else @start. */
static const char *
skip_group (const char *start)
{
  static const char letters[] = "0123456789０１２３４５６７８９一二三四五六七八九十百第村民小";

  for (const char *at = start; *at != '\0'; at = g_utf8_next_char (at)) {
    gunichar letter = g_utf8_get_char (at);
    if (letter == 0x7EC4 /* 组 */)
      return g_utf8_next_char (at);
    if (g_utf8_strchr (letters, -1, letter) == NULL)
      break;
  }
  return start;
}

char *
lb_mask_address (const char *address)
{
  const char *start = address != NULL ? address : "", *village = find_village_end (start);
  const char *end = village != NULL ? skip_group (village) : start;

  return *end == '\0' ? g_strdup (start) : g_strdup_printf ("%.*s***", (int) (end - start), start);
}

char *
lb_mask_quoted (const char *sentence)
{
  g_autoptr (GString) masked = g_string_new (NULL);
  const char *rest = sentence != NULL ? sentence : "", *open, *close;

  while ((open = strstr (rest, "“")) != NULL && (close = strstr (open, "”")) != NULL) {
    g_string_append_len (masked, rest, open - rest);
    g_string_append (masked, "“*”");
    rest = close + strlen ("”");
  }
  g_string_append (masked, rest);
  return g_strdup (masked->str);
}
