"""Work beside the readers waits until none of them waits."""

from threading import Event, Thread

import pytest

from sharedwealth.ui import readers


def test_work_goes_on_once_nobody_is_served():
    going, done = Event(), Event()

    def work():
        going.set()
        readers.Patience(60).give_way()
        done.set()

    with readers.being_served():
        thread = Thread(target=work)
        thread.start()
        assert going.wait(5)
        assert not done.wait(0.1), "a reader is being served"
    assert done.wait(5)
    thread.join()


def test_one_reader_of_two_is_enough_to_wait_for():
    done = Event()
    with readers.being_served():
        with readers.being_served():
            thread = Thread(target=lambda: (readers.Patience(60).give_way(), done.set()))
            thread.start()
        assert not done.wait(0.1)
    assert done.wait(5)


def test_patience_is_for_the_whole_of_a_piece_of_work():
    patience = readers.Patience(0.05)
    patience.give_way()
    with readers.being_served(), pytest.raises(readers.NoTimeError):
        patience.give_way()
    patience.give_way()
