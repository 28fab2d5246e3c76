//! Lists that lose items, shared by all that keep them: the standard library's ways bring their own code for every kind of
//! item and every condition. It must not know what the items are.

/// Drops the items for which `is_out` holds.
#[inline(never)]
pub(crate) fn drop_where<T>(list: &mut Vec<T>, is_out: &dyn Fn(&T) -> bool) {
    let mut place = 0;
    while let Some(item) = list.get(place) {
        if is_out(item) {
            drop(list.remove(place));
        } else {
            place += 1;
        }
    }
}

/// The items for which `is_in` holds.
#[inline(never)]
#[cfg(feature = "quiz")]
pub(crate) fn kept<T: Clone>(list: &[T], is_in: &dyn Fn(&T) -> bool) -> Vec<T> {
    let mut kept = Vec::new();
    for item in list {
        if is_in(item) {
            kept.push(item.clone());
        }
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn items_are_dropped_and_kept_in_their_order() {
        let mut list = vec![1, 2, 2, 3, 4];
        assert_eq!(kept(&list, &|item| *item != 2), [1, 3, 4]);
        drop_where(&mut list, &|item| item % 2 == 0);
        assert_eq!(list, [1, 3]);
    }
}
