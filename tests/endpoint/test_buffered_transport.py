"""A response is sent in one write, but for what the client waits for."""

import asyncio

from mfa_rehearsal.endpoint.buffered_transport import BufferedTransport


class RecordingTransport(asyncio.Transport):
    """A transport that keeps what is written to it."""

    def __init__(self) -> None:
        super().__init__()
        self.written: list[bytes] = []
        self.is_closed = False

    def write(self, data: bytes | bytearray | memoryview) -> None:
        self.written.append(bytes(data))

    def is_closing(self) -> bool:
        return self.is_closed

    def close(self) -> None:
        self.is_closed = True


HEAD, BODY = b"HTTP/1.1 200 OK\r\n\r\n", b"body"


def test_head_and_body_are_one_write() -> None:
    recording = RecordingTransport()
    buffered = BufferedTransport(recording)
    buffered.write(HEAD)
    buffered.write(BODY)
    assert recording.written == []
    buffered.flush()
    buffered.flush()
    assert recording.written == [HEAD + BODY]


def test_nothing_is_lost_when_it_closes() -> None:
    recording = RecordingTransport()
    buffered = BufferedTransport(recording)
    buffered.write(HEAD)
    assert not buffered.is_closing()
    buffered.close()
    assert (recording.written, buffered.is_closing()) == ([HEAD], True)


def test_an_interim_response_does_not_wait_for_the_final_one() -> None:
    recording, interim = RecordingTransport(), b"HTTP/1.1 100 Continue\r\n\r\n"
    buffered = BufferedTransport(recording)
    buffered.write(interim)
    buffered.write(HEAD)
    assert recording.written == [interim]
