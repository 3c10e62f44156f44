"""The round trip of documents, over many of them."""

from hypothesis import given, settings

from tests.governance.importer import test_importer
from tests.support.strategies import rid_documents

MANY = settings(test_importer.PROPERTY, max_examples=150)


@MANY
@given(document=rid_documents(consistent=True))
def test_many_consistent_documents_are_all_facts(db, document):
    test_importer.test_a_consistent_document_is_all_facts.hypothesis.inner_test(document)


@MANY
@given(document=rid_documents(consistent=False))
def test_many_valid_documents_come_out_as_they_went_in(db, document):
    test_importer.test_any_valid_document_comes_out_as_it_went_in.hypothesis.inner_test(document)
