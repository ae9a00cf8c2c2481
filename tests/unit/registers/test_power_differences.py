"""Two versions of a list of powers are compared item by item, field by field."""

from dataclasses import replace

from tongming.registers.powers.differences import Changed, FieldChange, compare
from tongming.registers.powers.workbook import Power

FIRE = Power(code="P-1", name="森林防火检查", type="check", basis="《森林法》第三十四条")
HOUSE = Power(name="宅基地审批", type="licence", basis="《土地管理法》第六十二条")
FINE = Power(code="P-3", name="违法建设处罚", type="penalty", basis="《城乡规划法》第六十五条")


def test_the_same_list_in_another_order_has_not_changed() -> None:
    assert not compare([FIRE, HOUSE, FINE], [FINE, FIRE, HOUSE])


def test_added_removed_and_changed_items_are_told_apart() -> None:
    changed = replace(FINE, phone="66880001", given="entrusted")
    new = Power(code="P-9", name="燃气检查", type="check")
    found = compare([FIRE, HOUSE, FINE], [HOUSE, changed, new])
    assert (found.added, found.removed) == ((new,), (FIRE,))
    assert found.changed == (
        Changed(
            changed,
            (FieldChange("phone", "", "66880001"), FieldChange("given", "", "委托")),
        ),
    )


def test_a_renamed_item_keeps_its_code_and_a_coded_one_its_name() -> None:
    renamed = replace(FIRE, name="森林草原防火检查")
    coded = replace(HOUSE, code="P-2")
    found = compare([FIRE, HOUSE], [coded, renamed])
    assert (found.added, found.removed) == ((), ())
    assert [(one.fields[0].name, one.fields[0].new) for one in found.changed] == [
        ("code", "P-2"),
        ("name", "森林草原防火检查"),
    ]


def test_two_codes_are_two_items_whatever_they_are_called() -> None:
    twin = replace(FIRE, code="P-7")
    found = compare([FIRE], [twin])
    assert (found.added, found.removed) == ((twin,), (FIRE,))


def test_an_item_without_code_does_not_take_the_place_of_one_found_by_its_code() -> None:
    nameless = replace(FIRE, code="")
    found = compare([FIRE], [nameless, FIRE])
    assert (found.added, found.removed, found.changed) == ((nameless,), (), ())


def test_a_changed_type_is_a_change_where_the_name_says_which_item() -> None:
    found = compare([HOUSE], [replace(HOUSE, type="other")])
    assert found.changed[0].fields == (FieldChange("type", "行政许可", "其他"),)
