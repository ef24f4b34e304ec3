/* names.c - syllables in the manner of north-west Yunnan */
#include "config.h"
#include "tests/county/names.h"

static const char *const first_syllables[] = {
  "上", "下", "中", "大", "小", "新", "老", "南", "北", "东", "西", "白", "黑", "红", "青", "金", "银", "龙", "凤", "石",
  "松", "柏", "桃", "梨", "核", "杉", "栗", "云", "岚", "雪", "霜", "阿", "腊", "格", "普", "拉", "施", "托", "其", "叶",
  "康", "永", "福", "吉", "同", "和", "保", "巴", "塔", "维", "攀", "扎", "义", "柯", "洛", "那", "梓", "启", "富", "安"};
static const char *const last_syllables[] = {
  "坝", "谷", "坪", "坡", "箐", "岭", "湾", "河", "塘", "桥", "口", "头", "尾", "登", "洛", "底", "当", "寨", "井",
  "崖", "沟", "石", "林", "树", "花", "泉", "田", "地", "屯", "甸", "江", "渡", "关", "洞", "普", "古", "玛", "达", "各",
  "初", "吉", "支", "么", "多", "扎", "里", "干", "路", "果", "米", "子", "梁", "麓", "峪", "涧", "冲", "场", "园", "垭"};
static const char *const township_first[] = {
  "岚", "澜", "霞", "碧", "攀", "栗", "云", "雪", "巴", "康", "松", "白", "永", "塔", "叶", "普", "格", "石", "金", "梅"};
static const char *const township_last[] = {
  "谷", "川", "登", "河", "坝", "岭", "江", "罗", "桥", "场", "泉", "甸", "洛", "关", "湾"};
static const char *const surnames[] = {
  "和", "李", "杨", "王", "张", "赵", "余", "熊", "蜂", "褚", "胡", "罗", "陈", "刘", "何", "段", "桑", "曹", "木", "周",
  "吴", "高", "马", "丁", "彭", "唐", "江", "施", "欧", "鲁"};
static const char *const given[] = {
  "志", "明", "春", "秀", "文", "华", "建", "国", "永", "强", "金", "花", "玉", "兰", "光", "荣", "学", "军", "丽", "芬",
  "阿", "吉", "平", "贵", "生", "福", "才", "银", "秋", "菊", "新", "旺", "世", "忠", "顺", "清", "正", "云", "松", "梅",
  "万", "林", "桂", "香", "树", "德", "昌", "红", "英", "元"};

/* A permutation of 0…n-1 without a table: steps of a length that has no divisor in common with n. */
static guint
shuffled (guint64 seed, guint what, guint index, guint n)
{
  guint step = 1 + (guint) (random_hash (seed, CHANCE_NAMES, what) % (n - 1)), a, b;

  for (;; step++) {
    for (a = n, b = step; b != 0;) {
      guint rest = a % b;
      a = b;
      b = rest;
    }
    if (a == 1)
      return (guint) ((random_hash (seed, CHANCE_NAMES, what + 1) + (guint64) step * index) % n);
  }
}

static char *
pair (guint64 seed, guint what, guint index, const char *const *first, guint n_first, const char *const *last, guint n_last)
{
  guint n = n_first * n_last, at = shuffled (seed, what, index % n, n);
  const char *head = first[at % n_first], *tail = last[at / n_first];

  return index < n ? g_strconcat (head, tail, NULL) : g_strdup_printf ("%s%s%u", head, tail, index / n + 1);
}

char *
name_of_village (guint64 seed, guint index)
{
  g_autofree char *name = pair (seed, 10, index, first_syllables, G_N_ELEMENTS (first_syllables), last_syllables,
                                G_N_ELEMENTS (last_syllables));
  Random random = random_for (seed, CHANCE_NAMES, 1000 + index);

  return g_strconcat (name, random_chance (&random, 0.09) ? "社区" : "村", NULL);
}

char *
name_of_township (guint64 seed, guint index)
{
  g_autofree char *name = pair (seed, 20, index, township_first, G_N_ELEMENTS (township_first), township_last,
                                G_N_ELEMENTS (township_last));

  return g_strconcat (name, index % 10 == 6 ? "傈僳族乡" : index % 10 < 3 ? "镇" : "乡", NULL);
}

char *
name_of_person (Random *random)
{
  const char *surname = surnames[random_below (random, G_N_ELEMENTS (surnames))];
  const char *middle = given[random_below (random, G_N_ELEMENTS (given))];

  if (random_chance (random, 0.5))
    return g_strconcat (surname, middle, NULL);
  return g_strconcat (surname, middle, given[random_below (random, G_N_ELEMENTS (given))], NULL);
}
