"""The outbox's thread: one piece of work after the other, whatever the event loop does."""

import asyncio
import gc
import threading

from scheduler.outbox.threads import one_thread

PATIENCE = 10  # seconds until a test that cannot pass fails


async def test_work_is_done_in_one_thread_in_the_order_it_came() -> None:
    in_thread = one_thread()
    done: list[tuple[int, int]] = []
    await asyncio.gather(
        *(in_thread(lambda n=n: done.append((n, threading.get_ident()))) for n in range(20))
    )
    assert [number for number, _ in done] == list(range(20))
    (thread,) = {ident for _, ident in done}
    assert thread != threading.get_ident()


async def test_what_waits_goes_on_while_the_event_loop_is_busy() -> None:
    in_thread, done = one_thread(), threading.Event()
    work = asyncio.gather(in_thread(str), in_thread(done.set))
    await asyncio.sleep(0)  # both stand in line
    assert done.wait(PATIENCE)  # the event loop does nothing else meanwhile
    await work


async def test_the_thread_ends_when_nobody_holds_it() -> None:
    in_thread = one_thread()
    thread = await in_thread(threading.current_thread)
    del in_thread
    gc.collect()
    thread.join(PATIENCE)
    assert not thread.is_alive()
