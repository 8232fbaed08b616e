import pytest, time
from cases_to_publish import *
pytestmark = pytest.mark.django_db
def test_it(team):
    t=time.time(); case=ready_case(team); print('ready',time.time()-t)
    from commonweal_web.publication.queries.standing import standing_of
    s=standing_of(case); print(s.obstacles)
    t=time.time(); case2,pub=published_case(team); print('published', time.time()-t, pub.digest, case2.state, len(pub.text))
    from commonweal_web.publication.models import Message
    print([(m.kind, m.person.name) for m in Message.objects.all()])
    from commonweal_web.audit.models import Event
    print([(e.kind,e.facts) for e in Event.objects.filter(chain=case2.chain)])
