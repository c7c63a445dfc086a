import pytest

from app.inference.model_folder import ModelFolder
from app.inference.tokeniser import Tokeniser
from app.retrieval.embedding import MODEL_FOLDER


@pytest.fixture(scope="module")
def model() -> ModelFolder:
    return ModelFolder.read(MODEL_FOLDER)


@pytest.fixture(scope="module")
def tokeniser(model: ModelFolder) -> Tokeniser:
    return Tokeniser(model)


def test_a_text_stands_between_the_marks_of_the_model_without_padding(tokeniser: Tokeniser) -> None:
    assert list(tokeniser.ids("hello world")) == [101, 7592, 2088, 102]


def test_a_long_text_is_cut_to_what_the_model_reads(tokeniser: Tokeniser, model: ModelFolder) -> None:
    assert len(tokeniser.ids("world " * 999)) == model.max_tokens == 256


def test_a_pair_says_which_text_each_token_belongs_to(tokeniser: Tokeniser) -> None:
    pair = tokeniser.pair("hello", "world world")

    assert list(pair.ids) == [101, 7592, 102, 2088, 2088, 102]
    assert list(pair.segments) == [0, 0, 0, 1, 1, 1]


def test_of_a_long_pair_only_the_first_text_is_cut(tokeniser: Tokeniser) -> None:
    pair = tokeniser.pair("hello " * 999, "world world")

    assert len(pair.ids) == 256
    assert list(pair.ids[-4:]) == [102, 2088, 2088, 102]


def test_a_lone_surrogate_is_read_as_a_question_mark(tokeniser: Tokeniser) -> None:
    assert tokeniser.ids("a \ud800 b") == tokeniser.ids("a ? b")
