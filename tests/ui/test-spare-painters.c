/* Painters between two pictures: which one is lent for which picture, and when it goes. */
#include "ui/spare-painters.h"
#include "tests/maps/little-county.h"

static void
a_painter_given_back_paints_the_next_picture_of_its_ground (Little *little, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LbScene) scene = lb_scene_new (little->boundaries, LB_LEVEL_VILLAGE, NULL, NULL, &error);
  g_autoptr (LbMap) map = little_map (little, NULL), later = little_map (little, NULL);
  LbSparePainters spare = {0};

  (void) data;
  g_assert_no_error (error);
  LbPainter *first = lb_spare_painters_take (&spare, map, scene, TRUE);
  lb_spare_painters_give (&spare, first);
  g_autoptr (LbPainter) rest = lb_spare_painters_take (&spare, later, scene, FALSE);
  g_assert_true (rest != first); /* it paints pictures in motion */
  g_autoptr (LbPainter) second = lb_spare_painters_take (&spare, later, scene, TRUE);
  g_assert_true (second == first);
  g_autoptr (LbPainter) third = lb_spare_painters_take (&spare, later, scene, TRUE);
  g_assert_true (third != first); /* which is lent */
  g_assert_true (lb_painter_is_moving (third));
}

static void
a_painter_of_other_ground_is_not_lent (Little *little, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LbScene) villages = lb_scene_new (little->boundaries, LB_LEVEL_VILLAGE, NULL, NULL, &error);
  g_autoptr (LbScene) townships = lb_scene_new (little->boundaries, LB_LEVEL_TOWNSHIP, NULL, NULL, &error);
  g_autoptr (LbMap) map = little_map (little, NULL);
  LbSparePainters spare = {0};

  (void) data;
  g_assert_no_error (error);
  lb_spare_painters_give (&spare, lb_spare_painters_take (&spare, map, villages, FALSE));
  g_autoptr (LbPainter) painter = lb_spare_painters_take (&spare, map, townships, FALSE);
  g_assert_true (lb_painter_is_of (painter, townships));
  g_assert_null (spare.painters[FALSE]); /* the other one went */
}

static void
the_painter_given_last_is_kept (Little *little, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LbScene) scene = lb_scene_new (little->boundaries, LB_LEVEL_VILLAGE, NULL, NULL, &error);
  g_autoptr (LbMap) map = little_map (little, NULL);
  LbSparePainters spare = {0};

  (void) data;
  g_assert_no_error (error);
  LbPainter *older = lb_spare_painters_take (&spare, map, scene, TRUE), *newer = lb_spare_painters_take (&spare, map, scene, TRUE);
  lb_spare_painters_give (&spare, older);
  lb_spare_painters_give (&spare, newer);
  lb_spare_painters_give (&spare, NULL);
  g_assert_true (spare.painters[TRUE] == newer);
  lb_spare_painters_clear (&spare);
  g_assert_null (spare.painters[TRUE]);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/spare-painters/a-painter-given-back-paints-the-next-picture-of-its-ground", Little, NULL, little_set_up,
              a_painter_given_back_paints_the_next_picture_of_its_ground, little_tear_down);
  g_test_add ("/spare-painters/a-painter-of-other-ground-is-not-lent", Little, NULL, little_set_up,
              a_painter_of_other_ground_is_not_lent, little_tear_down);
  g_test_add ("/spare-painters/the-painter-given-last-is-kept", Little, NULL, little_set_up, the_painter_given_last_is_kept,
              little_tear_down);
  return g_test_run ();
}
