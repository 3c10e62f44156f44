from datetime import date
from governance.papers.operations.drafting import draft_paper
from governance.papers.queries import draft_of, findings_of
from governance.documents.paper.kind import PAPER_KIND
from governance.documents.paper.sections import chapters
from governance.documents.engine.blocks import texts
from governance.documents.engine.snapshot import freeze
from governance.documents.engine.printing.render import render_pdf, render_html
from secrel.core.models.people import Body

def test_try(examples, people):
    ON = date(2021, 9, 21)
    paper = draft_paper(by=people.analyst, body=Body.objects.get(key="csc"), meeting_on=date(2021,9,28), item=1, on=ON)
    doc = draft_of(paper, ON)
    for c in chapters(doc):
        print("##", c.heading)
        for t in texts(c.blocks): print("  ", t)
    for f in findings_of(doc): print(f.severity, f.rule, f.message)
    freeze(PAPER_KIND, doc)
    open("/tmp/paper.pdf","wb").write(render_pdf(PAPER_KIND, doc))
