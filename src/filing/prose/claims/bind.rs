//! The cells that a number may speak of, by what is said of it.

use super::{
    Claim, Number, Plainness, Reader, Rows, Sum, Union,
    said::{Context, Said, row},
};
use crate::filing::prose::{
    numbers::Kind,
    terms::{self, Act, DISPUTES, Flow, OTHER, SUITS, Topic},
};

const TOTAL: Rows = &["total"];
const NEW: Rows = &["new"];
const CARRIED_IN: Rows = &["carried_in"];
const CARRIED_OUT: Rows = &["carried_out"];
const CARRIED: Rows = &["carried_in", "carried_out"];
const RECEIVED: Rows = &["new", "carried_in"];
const GRANTED: Rows = &["granted"];
const PARTIAL_TOO: Rows = &["granted", "partial"];

impl Reader<'_> {
    /// The cells that a number may speak of.
    pub(super) fn sums(
        &self,
        number: &Number,
        own: &Said,
        said: &Said,
        context: &Context,
    ) -> Option<(Vec<Sum>, Plainness)> {
        let explicit = if own.tells() { Plainness::Explicit } else { Plainness::Implied };
        // What adds up several is no one of them; 其中以政府名义印发20份 is not all that were issued.
        let several = own.sum && !own.tells() && context.claims.len() > 1;
        let within = own.unknown_before > 0 || own.parts || !context.wholes.is_empty();
        // 现行有效25件，其中当年制发3件: all that were issued are in force.
        let in_force = context.wholes.iter().any(|whole| whole.act == Some(Act::InForce));
        // 出台12件惠民措施 are no documents of the form's.
        if own.item.is_none() && own.act.is_some() && said.item.is_some() && !self.stands_alone(number) {
            return None;
        }
        let issued = ["制发", "印发", "出台", "制定", "新发"].iter().any(|verb| self.reads_before(number, verb));
        let plain =
            issued && !own.own && own.current && own.unknown == 0 && own.scope.is_none() && self.stands_alone(number);
        let within = within && !(in_force && own.act == Some(Act::Issued) && plain);
        let of_item = own.item.is_none() && said.item.is_some() && within;
        let fee_words = ["信息处理费", "信息公开处理费"];
        let fee = said.item == Some("fees")
            && (context.topic == Some(Topic::Fee) || self.says(number.range.start, &fee_words));
        if several
            || fee
            || of_item
            || own.topic == Some(Topic::Elsewhere)
            || number.unit.is_some_and(|unit| !UNITS.contains(&unit))
        {
            return None;
        }
        // 因行政处罚引发的行政复议3件 are reviews.
        let told = own.item.is_some() || own.act.is_some() || !own.tells();
        if let Some(item) = said.item.filter(|_| told && own.groups.is_none()) {
            return self.items(number, item, said, explicit);
        }
        if number.kind == Kind::Money
            || number.kind == Kind::Share && !own.tells() && own.topic != Some(Topic::Requests)
        {
            return None;
        }
        let cases = own.topic == Some(Topic::Cases) && self.section == Some(3) && !own.tells();
        if own.groups.is_some()
            || own.outcome.is_some()
            || cases
            || said.groups.is_some() && !own.tells_requests() && (!own.tells() || context.topic == Some(Topic::Cases))
        {
            let (sums, standing) = disputes(own, said, context, explicit)?;
            let disclosure = self.is_of_disclosure(number.range.start);
            return Some((sums, if disclosure { standing } else { standing.min(Plainness::Scoped) }));
        }
        // 行政复议3件（其中2022年结转1件、2023年新收2件）
        let of_disputes = context.wholes.last().is_some_and(|whole| whole.groups.is_some());
        if of_disputes && own.topic != Some(Topic::Requests) && own.rows.is_none() && own.columns.is_none() {
            return None;
        }
        self.requests(number, own, said, context, explicit)
    }

    /// Whether disputes are about disclosure; elsewhere than in their section a body may tell of all of its disputes.
    fn is_of_disclosure(&self, at: usize) -> bool {
        self.section == Some(3) || self.says(at.min(self.chars.len() - 1), &["信息公开", "依申请公开"])
    }

    fn items(
        &self,
        number: &Number,
        item: &'static str,
        said: &Said,
        explicit: Plainness,
    ) -> Option<(Vec<Sum>, Plainness)> {
        let sum = |columns: Rows| Sum::of("proactive", row(item), columns).and(said.also);
        let (columns, standing): (Rows, _) = match (item, said.act) {
            ("fees", _) => {
                return (number.kind == Kind::Money).then(|| (vec![sum(&["amount"])], explicit));
            }
            _ if !matches!(number.kind, Kind::Count | Kind::Share) => return None,
            ("normative" | "rules", Some(Act::Issued)) => (&["issued"], explicit),
            ("normative" | "rules", Some(Act::Repealed)) => (&["repealed"], explicit),
            ("normative" | "rules", Some(Act::InForce)) => (&["in_force"], explicit),
            // 以政府令公布规章2部
            ("rules", Some(Act::Published)) if self.says(number.range.start, &["政府令"]) => {
                (&["issued"], Plainness::Implied)
            }
            ("normative" | "rules", _) => {
                return Some((vec![sum(&["issued"]), sum(&["in_force"])], Plainness::Near));
            }
            (_, Some(Act::Published)) => return None,
            _ if said.loose => return None,
            // 项 are powers, 条 are what was published of decisions.
            _ if matches!(number.unit, Some("项" | "条" | "部" | "批" | "份")) => return None,
            (_, Some(Act::Decided)) => (&["decisions"], explicit),
            _ if matches!(said.flow, Some(Flow::Handled | Flow::Done | Flow::Closed)) => {
                (&["decisions"], explicit.min(Plainness::Implied))
            }
            _ => (&["decisions"], Plainness::Implied),
        };
        Some((vec![sum(columns)], standing))
    }

    fn requests(
        &self,
        number: &Number,
        own: &Said,
        said: &Said,
        context: &Context,
        explicit: Plainness,
    ) -> Option<(Vec<Sum>, Plainness)> {
        let named = own.topic == Some(Topic::Requests);
        // Disputes are what the section on them is about.
        if self.section == Some(3) && !named && own.rows.is_none() {
            return None;
        }
        let topic = own.topic.or(context.topic);
        // Outside of the requests' section only what names them.
        let requests = topic == Some(Topic::Requests) || topic == Some(Topic::Cases) && self.section == Some(2);
        let specific = own.rows.is_some() && !own.loose
            || own.columns.is_some()
            || own.flow.is_some() && topic.is_none() && self.says(number.range.start, &["新收", "结转下", "上年结转"]);
        if !(requests || specific && topic.is_none()) {
            return None;
        }
        if !named && !own.tells() && !said.tells() && !own.rest {
            return None;
        }
        if number.kind == Kind::Count && number.unit.is_none() && !own.tells() {
            return None;
        }
        let mut standing = explicit;
        let mut rows: Vec<(Union, Union)> = Vec::new();
        let mut add = |row: Rows| rows.push(([row, &[], &[]], [&[]; 3]));
        let flows = |flow: Flow, said: &Said, add: &mut dyn FnMut(Rows)| match flow {
            Flow::Received => {
                add(NEW);
                add(RECEIVED);
            }
            Flow::Handled => {
                add(RECEIVED);
                add(NEW);
                add(TOTAL);
            }
            Flow::Done | Flow::Closed => add(TOTAL),
            Flow::Carried if said.previous && !said.next => add(CARRIED_IN),
            Flow::Carried if said.next && !said.previous => add(CARRIED_OUT),
            Flow::Carried => {
                add(CARRIED_OUT);
                add(CARRIED_IN);
            }
            Flow::Pending if said.previous && !said.next => add(CARRIED_IN),
            // 全年在办总数 is all that were to be handled.
            Flow::Pending => {
                add(CARRIED_OUT);
                add(RECEIVED);
            }
        };
        let (mut done, mut rest) = (false, [&[] as Rows; 3]);
        let together = own.also;
        if let Some(result) = own.rows {
            add(result);
            if result == GRANTED {
                add(PARTIAL_TOO);
            }
            // 撤回等其他处理: of all of them, or of the row that has no other name.
            if result == OTHER && own.example {
                add(&["other.other"]);
            }
            // 公开 alone is a result only among results.
            let among = context
                .claims
                .iter()
                .chain(&context.wholes)
                .any(|other| other.rows.is_some() || matches!(other.flow, Some(Flow::Done | Flow::Closed)));
            if own.loose {
                standing = if among { Plainness::Implied } else { Plainness::Doubtful };
            }
            // 信息不存在 and 不属于本机关 are told apart from what is not held; the form has one row for all of them.
            let apart = result == ["unavailable.not_held"];
            if apart && self.says(number.range.start, &["不存在", "不属于本"]) {
                standing = Plainness::Doubtful;
            }
        } else if own.carried_too {
            add(RECEIVED);
        } else if own.rest && !own.tells() {
            // 予以公开12件，其余情形5件: all but what was named.
            let named: Vec<Rows> =
                context.claims.iter().filter(|c| c.columns.is_none()).filter_map(|c| c.rows).collect();
            if named.is_empty() || named.len() > rest.len() {
                return None;
            }
            rest[..named.len()].copy_from_slice(&named);
            standing = Plainness::Implied;
        } else if let Some(flow) = own.flow {
            flows(flow, own, &mut add);
            done = matches!(flow, Flow::Done | Flow::Closed);
            // 办理28件，其中当年新收25件、上年结转3件: of those that were done.
            let of_done = |whole: &Said| matches!(whole.flow, Some(Flow::Handled | Flow::Done | Flow::Closed));
            if flow == Flow::Received && context.wholes.iter().any(of_done) {
                rows.push(([NEW, &[], &[]], [CARRIED_OUT, &[], &[]]));
            }
            // 撤回5件，受理191件
            if flow == Flow::Handled && self.says(number.range.start, &["撤件", "撤回", "撤销"]) {
                standing = Plainness::Doubtful;
            }
            if flow == Flow::Pending {
                standing = Plainness::Implied;
            }
        } else if own.columns.is_some() {
            // Whose applicants: those of what was split up, else of what was said last, else of any of the flows.
            let of = if context.wholes.is_empty() { &context.claims } else { &context.wholes };
            if let Some(row) = said.rows {
                add(row);
            }
            // 办结件中，自然人12件
            if let Some(flow) = said.flow.filter(|_| said.rows.is_none()) {
                flows(flow, said, &mut add);
            }
            for other in of.iter().rev() {
                match (other.rows, other.flow) {
                    (Some(row), _) => add(row),
                    (None, Some(flow)) => flows(flow, other, &mut add),
                    _ => {}
                }
            }
            for row in [NEW, RECEIVED, TOTAL] {
                add(row);
            }
            standing = standing.min(Plainness::Implied);
            if of.iter().any(|other| other.flow.is_some()) {
                standing = explicit;
            }
            if own.loose {
                standing = Plainness::Vague;
            }
        } else if let Some(flow) = said.flow.filter(|_| !own.tells() || named) {
            flows(flow, said, &mut add);
            standing = Plainness::Implied;
        } else if named {
            for row in [NEW, RECEIVED, TOTAL] {
                add(row);
            }
            standing = Plainness::Implied;
        } else {
            return None;
        }
        if !together[0].is_empty() {
            // 不予处理和其他处理12件: of both, or of the one that is named last.
            rows.insert(0, ([rows[0].0[0], together[0], together[1]], [&[]; 3]));
            standing = standing.min(Plainness::Implied);
        }
        if !rest[0].is_empty() {
            rows.push(([TOTAL, &[], &[]], rest));
        }
        if done {
            // 答复 may leave out what was ended otherwise, or what was received the year before.
            for (row, less) in [(TOTAL, OTHER), (NEW, CARRIED_OUT), (TOTAL, CARRIED_IN)] {
                rows.push(([row, &[], &[]], [less, &[], &[]]));
            }
        }
        let mut columns: Vec<Rows> = Vec::new();
        match own.columns {
            Some(columns_of) => {
                columns.push(columns_of);
                columns.extend(own.companies.then_some(terms::ORGANISATIONS));
            }
            None => {
                columns.extend(said.columns);
                columns.extend(context.wholes.iter().filter_map(|whole| whole.columns));
                columns.push(TOTAL);
                // 以自然人为主，新收21件
                columns.extend(context.open.columns);
                // 自然人新收12件、结转3件
                columns.extend(context.claims.last().and_then(|last| last.columns));
            }
        }
        let sums = rows.iter().flat_map(|(rows, less)| {
            columns.iter().map(|columns| Sum { table: "requests", rows: *rows, less: *less, columns })
        });
        let mut distinct: Vec<Sum> = Vec::new();
        for sum in sums {
            if !distinct.contains(&sum) {
                distinct.push(sum);
            }
        }
        Some((distinct, standing))
    }

    /// What a clause says of all or none without a number: 均获维持, 未收到申请.
    pub(super) fn sweeping(&mut self, said: &Said, end: usize, context: &Context, numbered: bool) {
        // 在全部办结的申请中
        let goes_on = !matches!(self.chars.get(end), None | Some('。' | ';'));
        let names = end.checked_sub(1).is_some_and(|last| match self.chars[last] {
            '中' => true,
            '的' => goes_on,
            _ => false,
        });
        let elsewhere = said.topic.or(context.topic) == Some(Topic::Elsewhere) || said.topic == Some(Topic::Fee);
        // 除结转下年度外，均已办结
        let doubtful = said.narrow
            || said.other
            || said.towards
            || said.except
            || context.open.except
            || context.open.narrow
            || said.scope.is_some()
            || said.unknown > 0
            || said.planned
            || said.previous && said.flow != Some(Flow::Carried)
            || said.compared
            || said.other_year;
        if elsewhere
            || names
            || doubtful
            || context.elsewhen.is_some() && !said.current
            || context.planned
            || context.scope.is_some()
            || said.loose
        {
            return;
        }
        let sum = |table: &'static str, rows: Rows, columns: Rows| vec![Sum::of(table, rows, columns).and(said.also)];
        let rest =
            |all: Rows, some: Rows| vec![Sum::of("requests", all, TOTAL).without([some, said.also[0], said.also[1]])];
        let sums = if said.none && !said.all {
            // 不制发规范性文件，现行有效数为零
            let item = said.item.or(context.open.item.filter(|_| said.act.is_some()));
            match &(Said { item, ..said.clone() }) {
                // Elsewhere a body may tell of all of its disputes.
                Said { groups: Some(_), .. } if !self.is_of_disclosure(end) => return,
                Said { groups: Some(groups), outcome, .. } => sum("disputes", groups, outcome.map_or(TOTAL, row)),
                // 行政诉讼5件，零败诉
                Said { outcome: Some(outcome), .. } => {
                    let Some(groups) = context.claims.iter().rev().find_map(|claim| claim.groups) else { return };
                    sum("disputes", groups, row(outcome))
                }
                Said { item: Some(item), act, .. } => match (*item, act) {
                    ("normative" | "rules", Some(Act::Issued)) if said.repealed_too => {
                        sum("proactive", row(item), &["issued", "repealed"])
                    }
                    ("normative" | "rules", Some(Act::Issued)) => sum("proactive", row(item), &["issued"]),
                    ("normative" | "rules", Some(Act::Repealed)) => sum("proactive", row(item), &["repealed"]),
                    ("normative" | "rules", Some(Act::InForce)) => sum("proactive", row(item), &["in_force"]),
                    // 未收费 of requests says nothing of these.
                    ("fees", _) if self.says(end.saturating_sub(1), &["事业性"]) => {
                        sum("proactive", row(item), &["amount"])
                    }
                    ("license" | "penalty" | "coercion", Some(Act::Decided) | None) if said.topic.is_none() => {
                        sum("proactive", row(item), &["decisions"])
                    }
                    _ => return,
                },
                Said { rows: Some(rows), .. } => sum("requests", rows, said.columns.unwrap_or(TOTAL)),
                Said { flow: Some(Flow::Pending), .. } => sum("requests", CARRIED_OUT, TOTAL),
                Said { flow: Some(Flow::Carried), previous: true, next: true, .. } => sum("requests", CARRIED, TOTAL),
                Said { flow: Some(Flow::Carried), previous, next, .. } if previous != next => {
                    sum("requests", if *next { CARRIED_OUT } else { CARRIED_IN }, TOTAL)
                }
                Said { flow: Some(Flow::Received | Flow::Handled), topic: Some(Topic::Requests), .. }
                | Said { flow: None, topic: Some(Topic::Requests), .. } => {
                    sum("requests", NEW, said.columns.unwrap_or(TOTAL))
                }
                _ => return,
            }
        } else if !said.none && (said.all || only_upheld(said, context, numbered)) {
            match said {
                Said { outcome: Some("upheld"), .. } => {
                    let last = context.claims.last().and_then(|last| last.groups).filter(|_| !said.all);
                    let mut groups = said.groups.or(context.open.groups).or(last);
                    let mut mentioned: Vec<&str> = Vec::new();
                    for claim in &context.claims {
                        mentioned.extend(claim.groups.unwrap_or_default());
                    }
                    let holds = |group: &&str| mentioned.contains(group);
                    groups = groups.or(match (mentioned.contains(&"review"), SUITS.iter().any(holds)) {
                        (true, false) => Some(&["review"]),
                        (false, true) => Some(SUITS),
                        (true, true) => Some(DISPUTES),
                        (false, false) => None,
                    });
                    let Some(groups) = groups else { return };
                    sum("disputes", groups, &["corrected", "other", "pending"])
                }
                Said { groups: Some(groups), flow: Some(Flow::Closed), .. } if self.is_of_disclosure(end) => {
                    sum("disputes", groups, &["pending"])
                }
                Said { flow: Some(Flow::Done | Flow::Closed), timely: false, .. } => {
                    let of_all = |claim: &Said| matches!(claim.flow, Some(Flow::Received | Flow::Handled));
                    let carried = |claim: &Said| claim.flow == Some(Flow::Carried);
                    let last = context.claims.last();
                    let all = last.is_some_and(of_all)
                        || context.claims.iter().any(of_all) && last.is_some_and(carried) && !numbered;
                    let named = said.topic == Some(Topic::Requests) && context.claims.is_empty();
                    if !all && !named || context.claims.iter().any(|claim| claim.groups.is_some()) {
                        return;
                    }
                    sum("requests", CARRIED_OUT, TOTAL)
                }
                // 收到的申请全部予以公开
                Said { rows: Some(rows), columns: None, flow: Some(Flow::Received | Flow::Handled), .. }
                    if said.topic == Some(Topic::Requests) && context.claims.is_empty() =>
                {
                    rest(TOTAL, rows)
                }
                // 无法提供12件，均系不掌握
                Said { rows: Some(rows), loose: false, columns: None, .. }
                    if let Some(all) = context.claims.last().and_then(|last| last.rows)
                        && context
                            .claims
                            .last()
                            .is_some_and(|last| last.columns.is_none() && last.also[0].is_empty())
                        && all.len() > rows.len()
                        && rows.iter().all(|row| all.contains(row)) =>
                {
                    rest(all, rows)
                }
                // 均予以公开: total and granted are the same.
                Said { rows: Some(rows), loose: false, columns: None, .. } => {
                    let of_all = |claim: &Said| {
                        matches!(claim.flow, Some(Flow::Received | Flow::Handled | Flow::Done | Flow::Closed))
                    };
                    if !context.claims.last().is_some_and(of_all) || context.claims.len() > 1 {
                        return;
                    }
                    rest(TOTAL, rows)
                }
                Said { columns: Some(columns), rows: None, flow: None, .. } if **columns == ["natural"] => {
                    let received = |last: &Said| last.flow == Some(Flow::Received);
                    if !context.claims.last().map_or(said.topic == Some(Topic::Requests), received) {
                        return;
                    }
                    sum("requests", NEW, terms::ORGANISATIONS)
                }
                _ => return,
            }
        } else {
            return;
        };
        let start = said.start.unwrap_or(end);
        self.claims.push(Claim { number: None, words: start..end, sums, standing: Plainness::Implied });
    }
}

/// 行政复议1件，结果维持: of what was counted right before.
fn only_upheld(said: &Said, context: &Context, numbered: bool) -> bool {
    let counted = |last: &Said| last.groups.is_some() && last.outcome.is_none() && !last.narrow;
    let more = said.flow.is_some() || said.rows.is_some() || said.groups.is_some() || said.unknown_before > 0;
    said.outcome == Some("upheld") && !numbered && !more && context.claims.last().is_some_and(counted)
}

/// What a sum of cells may be a share of: of applicants the same row, of results all of them or all requests.
pub fn wholes(sum: &Sum) -> Vec<Sum> {
    let total = |rows: Rows, columns: Rows| Sum::of(sum.table, rows, columns);
    match sum.table {
        "requests" if sum.columns != TOTAL => vec![Sum { columns: TOTAL, ..*sum }],
        "requests" => {
            let within =
                |group: &&Rows| group.len() > sum.rows[0].len() && sum.rows[0].iter().all(|row| group.contains(row));
            let groups = terms::GROUPS.iter().filter(within).copied();
            [TOTAL, NEW, RECEIVED].into_iter().chain(groups).map(|rows| total(rows, TOTAL)).collect()
        }
        "proactive" if !sum.columns.contains(&"amount") => {
            vec![total(&["license", "penalty", "coercion"], sum.columns), total(&["rules", "normative"], sum.columns)]
        }
        "disputes" => [sum.rows[0], DISPUTES, SUITS]
            .into_iter()
            .flat_map(|rows| [total(rows, TOTAL), total(rows, SETTLED)])
            .collect(),
        _ => Vec::new(),
    }
}

/// Outcomes of what was settled.
const SETTLED: Rows = &["upheld", "corrected", "other"];

/// Measure words of requests, disputes, documents and decisions.
const UNITS: &[&str] = &["元", "件", "件次", "份", "条", "次", "个", "项", "部", "批"];

fn disputes(own: &Said, said: &Said, context: &Context, explicit: Plainness) -> Option<(Vec<Sum>, Plainness)> {
    // 复议受理3件 are reviews; requests that were handled are not.
    let outcome: Rows = match own.outcome {
        Some(outcome) => row(outcome),
        None if own.rows.is_some() || own.columns.is_some() => return None,
        None => TOTAL,
    };
    // 被投诉举报3件，纠正1件
    if own.groups.is_none() && context.topic == Some(Topic::Elsewhere) {
        return None;
    }
    let mut groups: Vec<Rows> = Vec::new();
    let mut standing = explicit;
    match own.groups {
        Some(own) => groups.push(own),
        None => {
            standing = explicit.min(Plainness::Explicit);
            groups.extend(said.groups);
            // 复议7件，诉讼9件，其中维持15件: of the one named last, or of all that were named.
            let mentioned: Vec<&str> = context
                .claims
                .iter()
                .chain(&context.wholes)
                .flat_map(|claim| claim.groups.unwrap_or_default())
                .copied()
                .collect();
            // 直接起诉3件，维持2件；复议后起诉2件，维持1件: of the one kind that the part of the sentence names.
            let of_part =
                || context.claims.iter().filter(|claim| claim.part == own.part).filter_map(|claim| claim.groups);
            let alone = of_part().next().filter(|one| of_part().all(|other| other == *one));
            let settled = own.flow == Some(Flow::Closed) && own.outcome.is_none();
            let apart = own.part > 0 && context.wholes.iter().all(|whole| whole.part != own.part);
            if let Some(alone) = alone.filter(|_| apart && !own.sum && (settled || outcome != TOTAL)) {
                groups = vec![alone];
            } else {
                let both = mentioned.contains(&"review") && SUITS.iter().any(|suit| mentioned.contains(suit));
                groups.extend(both.then_some(DISPUTES));
                // 直接起诉3件，复议后起诉2件，未审结1件: of the one, or of both.
                groups.extend(context.claims.iter().filter_map(|claim| claim.groups));
                groups.extend(SUITS.iter().all(|suit| mentioned.contains(suit)).then_some(SUITS));
            }
            if said.groups.is_none() {
                groups.extend([DISPUTES, SUITS, &["review"]]);
                standing = Plainness::Implied;
            }
        }
    }
    if own.previous && own.flow == Some(Flow::Carried) {
        standing = Plainness::Doubtful;
    }
    let mut sums: Vec<Sum> = Vec::new();
    let settled = own.flow == Some(Flow::Closed) && own.outcome.is_none();
    if settled {
        standing = standing.min(Plainness::Implied);
    }
    let goes_on = context.claims.last().is_some_and(|last| last.groups.is_some() && last.flow == Some(Flow::Closed));
    for rows in groups {
        let mut add = |columns: Rows| {
            let sum = Sum::of("disputes", rows, columns);
            if !sums.contains(&sum) {
                sums.push(sum);
            }
        };
        add(if settled { SETTLED } else { outcome });
        // 审结行政复议3件、行政诉讼2件
        if !settled && own.outcome.is_none() && own.flow.is_none() && goes_on {
            add(SETTLED);
        }
    }
    Some((sums, standing))
}
