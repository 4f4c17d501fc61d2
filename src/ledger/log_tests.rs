use jiff::civil::date;

use super::*;
use crate::ledger::{
    followup::case::NoticeCorrection,
    testing::{at, import, issue, ledger, notice},
};

#[test]
fn the_log_has_everything_in_the_order_of_time() {
    let mut ledger = ledger();
    let id = import(&mut ledger, &notice(vec![issue("1.", "公厕", "改")])).notice;
    let marked = ledger.snapshot().unwrap().issues.get(0).unwrap().id;
    let region = AgencyChange::Region { to: Some("云溪县".to_owned()) };
    let sample =
        LedgerChange::Sample { seed: 7, of: 1, asked: String::new(), drawn: vec!["abcdefghjk".to_owned()] };
    let feedback = NoticeChange::Correct {
        to: NoticeCorrection::Feedback(Some(date(2024, 1, 2))),
        reason: "抄错".to_owned(),
        // What is printed is put in by the ledger.
        printed: Some("2024-10-09".to_owned()),
    };
    ledger.say_of_agency("甲局", std::slice::from_ref(&region), "a", at(3)).unwrap();
    ledger.say_of_ledger(&sample, "a", at(2)).unwrap();
    ledger.mark(&[marked], &Change::Unread, "b", at(1)).unwrap();
    let unknown = match feedback.clone() {
        NoticeChange::Correct { to, reason, .. } => NoticeChange::Correct { to, reason, printed: None },
        other => other,
    };
    ledger.say_of_notice(id, &unknown, "a", at(4)).unwrap();
    ledger.undo("a", at(5)).unwrap();

    let acts = ledger.log().unwrap();
    let said: Vec<(&str, &Said, bool)> =
        acts.iter().map(|act| (act.event.author.as_str(), &act.event.change, act.event.undone)).collect();
    assert_eq!(
        said[..4],
        [
            ("b", &Said::Issue(Change::Unread), false),
            ("a", &Said::Ledger(sample), false),
            ("a", &Said::Agency(region), false),
            ("a", &Said::Notice(feedback), true),
        ]
    );
    assert_eq!(acts[4].event.change.undoes(), Some(acts[3].event.id));
    assert!(
        matches!(&acts[0].about, About::Issue { here: Some((issue, of)), .. } if (*issue, *of) == (marked, id))
    );
    assert_eq!((&acts[1].about, &acts[2].about), (&About::Ledger, &About::Agency("甲局".to_owned())));
    assert!(matches!(acts[3].about, About::Notice { here: Some(of), .. } if of == id));
    assert_eq!(ledger.notice_of(marked).unwrap(), id);
}

#[test]
fn what_is_printed_stays_beside_what_was_put_right() {
    let mut ledger = ledger();
    import(&mut ledger, &notice(vec![issue("1.", "公厕", "改")]));
    let id = ledger.snapshot().unwrap().issues.get(0).unwrap().id;
    let to = crate::ledger::followup::Correction::Title(Some("厕所".to_owned()));
    ledger.mark(&[id], &Change::Correct { to, reason: "x".to_owned(), printed: None }, "a", at(1)).unwrap();
    assert_eq!(ledger.snapshot().unwrap().issues.get(0).unwrap().title, "厕所");
    let printed = ledger.as_printed(&[id, IssueId(99)]).unwrap();
    assert_eq!((printed.len(), printed[&id].title.as_str()), (1, "公厕"));
    assert!(matches!(ledger.notice_of(IssueId(99)).unwrap_err().what, What::Unknown(_)));
}
