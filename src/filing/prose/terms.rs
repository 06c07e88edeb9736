//! The words by which the prose of a report speaks of what the form counts, and those by which it does not.

use std::sync::OnceLock;

use crate::filing::lexicon::Lexicon;

/// What a word tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Term {
    /// What is spoken of.
    Topic(Topic),
    /// What became of requests.
    Flow(Flow),
    /// A result of requests: the form's rows.
    Result(&'static [&'static str]),
    /// A word that may stand for such a result.
    Perhaps(&'static [&'static str]),
    /// Who applied: the form's columns.
    Applicant(&'static [&'static str]),
    /// A word that may stand for such an applicant.
    PerhapsApplicant(&'static [&'static str]),
    /// Kinds of disputes: the form's groups.
    Dispute(&'static [&'static str]),
    /// How disputes ended.
    Outcome(&'static str),
    /// A row of what is published of one's own accord.
    Item(&'static str),
    /// What was done to it.
    Act(Act),
    /// Of the year before, when nothing is carried over.
    Previous,
    /// Of the next year, when nothing is carried over.
    Next,
    /// The reported year again.
    Current,
    /// A comparison with another year.
    Compared,
    /// A comparison with the year before.
    Against,
    /// What will be.
    Plan,
    /// Behind it stand parts of what was said before.
    Parts,
    /// None of it.
    None,
    /// All of it.
    All,
    /// In time: of what is due, not of all.
    Timely,
    /// Nothing that changes what is counted.
    Plain,
    /// Only some of what the form counts.
    Narrow,
    /// All of a place, whose figures the form's may be.
    Scope,
    /// Others than, or only some of, those whom the form's figures are for.
    Others,
    /// What documents are, not what became of requests: 主动公开.
    Attribute,
    /// What behind it stands apart: 除结转下年度外.
    Except,
    /// As many numbers follow as things were named: 分别为.
    Each,
    /// More than a year.
    Since,
    /// Of all disputes, those about disclosure.
    Disclosure,
    /// 占: what stands before it is the part, what stands behind it the whole.
    Of,
    /// 跨年: carried over into the next year.
    Onward,
    /// 类: one kind of many, unless a kind that the form counts stands before it.
    Kind,
    /// 告知, 补正: what may lead to a result that stands behind it.
    Towards,
    /// What is left of all.
    Rest,
    /// A reason is told.
    Because,
    /// 其他: among outcomes and results one of them, else some of what is counted.
    Other,
    /// Who decides on disputes of a kind.
    Decider(&'static [&'static str]),
    /// 转来: carried over, where the year before is named; else from others.
    Came,
    /// 文件: some of what is counted, unless it is documents in force.
    Documents,
    /// 不存在: information that is not held, or none of what stands behind it.
    Missing,
    /// 分别占: the same for as many shares as things were named.
    OfEach,
    /// 等: what stands before it is an example of what stands behind.
    Example,
    /// The reporting body.
    Own,
    /// What stands behind it adds up what was said.
    Sum,
    /// A body: the reporting one, or another.
    Body,
}

/// What numbers are about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Topic {
    /// Requests for information.
    Requests,
    /// Reviews and suits without saying which.
    Cases,
    /// The fee for processing requests.
    Fee,
    /// Anything that the form has no cells for.
    Elsewhere,
}

/// What became of requests.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Flow {
    /// 收到, 新收.
    Received,
    /// 受理, 办理: what was received, with what was carried in or without.
    Handled,
    /// 答复.
    Done,
    /// 办结: of disputes, those that are settled.
    Closed,
    /// 结转: in or out, as the words around it tell.
    Carried,
    /// 正在办理.
    Pending,
}

/// What was done to documents and decisions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Act {
    /// 制发.
    Issued,
    /// 废止.
    Repealed,
    /// 现行有效.
    InForce,
    /// 作出, 办理.
    Decided,
    /// 公开: another thing than to issue or to decide.
    Published,
}

/// The columns of legal persons and other organisations.
pub const ORGANISATIONS: &[&str] = &["business", "research", "welfare", "legal", "other"];
/// Both kinds of suits.
pub const SUITS: &[&str] = &["suit_direct", "suit_after_review"];
/// All kinds of disputes.
pub const DISPUTES: &[&str] = &["review", "suit_direct", "suit_after_review"];

const DENIED: &[&str] = &[
    "denied.state_secret",
    "denied.law_forbidden",
    "denied.stability",
    "denied.third_party",
    "denied.internal",
    "denied.process",
    "denied.enforcement",
    "denied.inquiry",
];
const UNAVAILABLE: &[&str] = &["unavailable.not_held", "unavailable.needs_creation", "unavailable.unclear"];
const REJECTED: &[&str] =
    &["rejected.complaint", "rejected.repeat", "rejected.publication", "rejected.excessive", "rejected.confirm"];
/// Whatever else became of requests.
pub const OTHER: &[&str] = &["other.no_correction", "other.no_payment", "other.other"];

/// Results that the form counts under one head.
pub const GROUPS: &[&[&str]] = &[DENIED, UNAVAILABLE, REJECTED, OTHER];

/// Whether a row of what is published is documents that are issued and repealed.
pub fn is_of_documents(item: &str) -> bool {
    matches!(item, "normative" | "rules")
}

/// Each line: words that tell the same, `|` between them.
#[rustfmt::skip]
const TERMS: &[(Term, &str)] = &[
    (Term::Topic(Topic::Requests), "政府信息公开申请|政府信息公开事项|信息公开事项|依申请公开事项|信息公开申请|依申请公开申请|依申请公开|公开申请|申请|申请件|申请书|申请事项|申请量"),
    (Term::Topic(Topic::Cases), "案件|相关案件|争议案件|行政争议"),
    (Term::Topic(Topic::Fee), "费用|任何费用|收费申请|成本费用|应收未收|信息处理费|信息公开处理费|依申请公开收费"),
    (Term::Topic(Topic::Elsewhere), "建议|提案|留言|信件|来信|来电|来访|咨询|热线|信访|信访件|工单|诉求|舆情|投诉|举报|投诉件|问卷|征集|检查|培训|会议|活动|解读|新闻|稿件|视频|图解|公告|通知|简报|专栏|栏目|账号|粉丝|阅读|点击|访问|浏览|意见|人大|政协|信箱|收费通知|收费项目|收费标准|宣传|网民|问政|政务服务|办件|答记者问|许可申请|业务申请|行政处罚信息|行政许可信息|行政强制信息|行政处罚公示|行政许可公示|开放日|服务事项|公共服务"),
    (Term::Flow(Flow::Received), "收到|新收|新收到|收件|签收|接收|接收到|接到|新增|新接收|收|新受理|新增受理|收取申请|收悉"),
    (Term::Flow(Flow::Handled), "受理|应办|应办理|待办|需办|需办理|需要办理|应当办理|应处理|办理总量|受理总量|办理量|办理|处理|承办|收办|接办|办理了|接受|受理了"),
    (Term::Flow(Flow::Closed), "办讫|办结|办理办结|审结|已审结|结案|已结案|办结完毕"),
    (Term::Flow(Flow::Done), "答复完毕|已答复完毕|答复|回复|办理完毕|办理完结|处理完毕|予以答复|办复|完成答复|办理答复|已办理|办理结果|本年度办理结果|作出答复|做出答复"),
    (Term::Onward, "跨年度|跨年|留待|接续办理"),
    (Term::Flow(Flow::Carried), "结存|延期至|延至|延期到|延续至|结转|顺延|转入|转接|转接过来|转结|转至|转到|转|延续|遗留|滚存|留转|结余"),
    (Term::Flow(Flow::Pending), "未办讫|尚未办讫|尚在办理|正在办理|办理中|未办结|尚未办结|未到答复期限|尚未到期|待办理|在办|仍在办理|仍在办理中|仍在办|未办结件|待答复|未答复"),
    (Term::Result(&["granted", "partial"]), "予以公开及部分公开|予以公开和部分公开|予以公开或部分公开|予以公开、部分公开|予以公开与部分公开|公开及部分公开|公开和部分公开|公开或部分公开|全部公开和部分公开|全部公开及部分公开|全部公开或部分公开|公开(含部分公开)|予以公开(含部分公开)|予以公开或者部分公开|予以公开以及部分公开|同意公开及部分公开|同意公开和部分公开|同意公开或部分公开|同意公开(含部分公开)|给予公开或部分公开|给予公开和部分公开|给予公开及部分公开"),
    (Term::Result(&["granted"]), "获准公开|准许公开|予以公开|给予公开|同意公开|全部公开|准予公开|可以公开|完全公开|同意全部公开|予以全部公开|答复同意公开"),
    (Term::Perhaps(&["granted"]), "公开|依法公开|已公开|已予公开|提供|予以提供"),
    (Term::Result(&["partial"]), "部分公开|部分同意公开|同意部分公开|予以部分公开|部分予以公开|区分处理|作区分处理"),
    (Term::Result(DENIED), "不予公开|不同意公开|不公开|不予以公开|决定不予公开|依法不予公开|未予公开|未予以公开"),
    (Term::Result(&["denied.state_secret"]), "属于国家秘密|涉及国家秘密|国家秘密|属国家秘密|涉国家秘密"),
    (Term::Result(&["denied.law_forbidden"]), "其他法律行政法规禁止公开|法律行政法规禁止公开|法律、行政法规禁止公开|其他法律、行政法规禁止公开|法律法规禁止公开|禁止公开"),
    (Term::Result(&["denied.stability"]), "危及“三安全一稳定”|危及三安全一稳定|“三安全一稳定”|三安全一稳定"),
    (Term::Result(&["denied.third_party"]), "保护第三方合法权益|公开会损害第三方合法权益|公开后可能损害第三方合法权益|可能损害第三方合法权益|会损害第三方合法权益|第三方合法权益|涉及第三方合法权益|第三方权益|损害第三方合法权益"),
    (Term::Result(&["denied.internal"]), "属于三类内部事务信息|三类内部事务信息|内部事务信息|内部事务|三类内部事务"),
    (Term::Result(&["denied.process"]), "属于四类过程性信息|四类过程性信息|过程性信息|过程信息|四类过程信息"),
    (Term::Result(&["denied.enforcement"]), "属于行政执法案卷|行政执法案卷|执法案卷|行政执法案卷信息|执法案卷信息"),
    (Term::Result(&["denied.inquiry"]), "属于行政查询事项|行政查询事项|行政查询"),
    (Term::Result(UNAVAILABLE), "无法提供|不能提供|无法提供的|无法予以提供"),
    (Term::Result(&["unavailable.not_held"]), "本机关不掌握相关政府信息|本机关不掌握相关信息|不掌握相关政府信息|不掌握相关信息|本机关不掌握|不掌握|不掌握信息|不掌握该信息"),
    (Term::Perhaps(&["unavailable.not_held"]), "信息不存在|不属于本机关公开|不属于本机关"),
    (Term::Result(&["unavailable.needs_creation"]), "没有现成信息需要另行制作|没有现成信息需另行制作|没有现成信息、需要另行制作|没有现成信息,需要另行制作|没有现成信息、需要加工分析|没有现成信息,需要加工分析|需要加工、分析|需要加工分析|没有现成信息|需要另行制作|需另行制作|另行制作|无现成信息"),
    (Term::Result(&["unavailable.unclear"]), "补正后申请内容仍不明确|补正后申请内容不明确|经补正后申请内容仍不明确|补正后仍不明确|申请内容仍不明确|申请内容不明确|补正后内容仍不明确|经补正仍不明确"),
    (Term::Result(REJECTED), "不予处理|不予以处理|依法不予处理"),
    (Term::Result(&["rejected.complaint"]), "信访举报投诉类申请|信访举报投诉类|信访、举报、投诉类申请|信访、举报、投诉类|信访举报投诉|信访、举报、投诉|信访投诉举报类|信访、投诉、举报类|信访投诉举报类申请|信访投诉举报|信访类申请|信访类|信访投诉举报活动|信访、投诉、举报活动|信访、举报、投诉活动|进行信访、投诉、举报活动|以政府信息公开申请的形式进行信访、投诉、举报活动|以政府信息公开申请的形式进行信访、举报、投诉活动|以信息公开申请的形式进行信访、投诉、举报活动|以政府信息公开申请形式进行信访、举报、投诉活动|以政府信息公开申请形式进行信访、投诉、举报活动"),
    (Term::Result(&["rejected.repeat"]), "重复申请|属重复申请|属于重复申请|重复申请公开"),
    (Term::Result(&["rejected.publication"]), "要求提供公开出版物|公开出版物|提供公开出版物"),
    (Term::Result(&["rejected.excessive"]), "无正当理由大量反复申请|大量反复申请|无正当理由大量、反复申请"),
    (Term::Result(&["rejected.confirm"]), "要求行政机关确认或重新出具已获取信息|要求确认或重新出具已获取信息|确认或重新出具已获取信息|要求行政机关确认或重新出具|确认或重新出具|重新出具已获取信息"),
    (Term::Result(OTHER), "其他处理|作其他处理|其他方式处理|作出其他处理|其他情形处理|其他处理方式|以其他方式处理|其它处理|其他情况处理"),
    (Term::Perhaps(&["other.other"]), "其他情形|其他原因"),
    (Term::Result(&["other.no_correction"]), "申请人未按要求补正|未按要求补正|未按期补正|逾期未予补正|申请人无正当理由逾期不补正|无正当理由逾期不补正|逾期不补正|逾期未补正|申请人逾期不补正|申请人逾期未补正|无正当理由逾期未补正"),
    (Term::Result(&["other.no_payment"]), "申请人逾期未按收费通知要求缴纳费用|逾期未按收费通知要求缴纳费用|逾期未缴费|逾期不缴费|逾期未缴纳费用"),
    (Term::Applicant(&["natural"]), "自然人|公民|自然人申请人|公民个人|个人"),
    (Term::Applicant(ORGANISATIONS), "法人或其他组织|法人和其他组织|法人及其他组织|法人、其他组织|法人或者其他组织|法人与其他组织|法人以及其他组织|法人(其他组织)|法人及组织|法人组织|法人和组织|法人|单位法人"),
    (Term::Applicant(&["business"]), "商业企业"),
    (Term::PerhapsApplicant(&["business"]), "企业|公司"),
    (Term::PerhapsApplicant(ORGANISATIONS), "单位提交|单位提出|单位申请|企业等单位"),
    (Term::Applicant(&["research"]), "科研机构"),
    (Term::Applicant(&["welfare"]), "社会公益组织|公益组织"),
    (Term::Applicant(&["legal"]), "法律服务机构"),
    (Term::PerhapsApplicant(&["other"]), "其他组织|其他法人|其他法人组织|其他机构"),
    (Term::Dispute(&["review"]), "行政复议案件|行政复议申请|被申请行政复议|申请行政复议|提起行政复议|行政复议|复议案件|复议申请|被申请复议|申请复议|复议|行政复议类案件|复议类案件"),
    (Term::Dispute(SUITS), "被诉|行政诉讼案件|被提起行政诉讼|提起行政诉讼|行政诉讼|诉讼案件|应诉案件|行政应诉案件|行政应诉|诉讼|被提起诉讼|提起诉讼|应诉|行政诉讼类案件"),
    (Term::Dispute(DISPUTES), "行政复议、行政诉讼案件|行政复议、行政诉讼|行政复议和行政诉讼案件|行政复议和行政诉讼|行政复议及行政诉讼|行政复议与行政诉讼|行政复议、诉讼案件|行政复议、诉讼|行政复议诉讼|复议诉讼|复议、诉讼案件|复议、诉讼|复议和诉讼|复议诉讼案件|行政复议或行政诉讼|被申请行政复议、提起行政诉讼|行政复议或提起行政诉讼|被申请行政复议或提起行政诉讼|行政复议、提起行政诉讼|复议、应诉案件|复议应诉案件|复议应诉"),
    (Term::Dispute(&["suit_direct"]), "未经复议直接起诉|直接起诉|未经复议直接向人民法院起诉|未经复议直接向法院起诉|直接向人民法院起诉|直接向法院起诉|未经复议直接提起诉讼|直接提起诉讼|未经复议|未经行政复议直接起诉|直接提起行政诉讼|未经复议直接提起行政诉讼"),
    (Term::Dispute(&["suit_after_review"]), "经复议后又起诉|经复议起诉|经复议提起诉讼|复议后又起诉|经复议后|复议后又|复议后再|复议后起诉|经复议后再起诉|复议后再起诉|复议后再诉|经复议后起诉|复议后提起诉讼|复议后提起行政诉讼|经复议后提起诉讼|经复议后提起行政诉讼|行政复议后起诉|复议后诉讼"),
    (Term::Outcome("upheld"), "维持率|结果维持率|结果维持|维持|获维持|获得维持|被维持|予以维持|维持原行政行为|维持原决定|维持原答复|维持原处理结果|维持原处理决定|得到维持"),
    (Term::Outcome("corrected"), "纠错率|纠正率|结果纠正率|败诉|被撤销|结果纠正|纠正|被纠正|被纠错|纠错|予以纠正|被依法纠错|依法纠错|依法纠正"),
    (Term::Outcome("other"), "其他结果|其它结果"),
    (Term::Outcome("pending"), "尚未审结|未审结|尚未结案|未结案|正在审理|尚在审理|审理中|正在审理中|尚在审理中|在审|仍在审理|仍在审理中|未审结案件|尚未办结案件|待审结|未结"),
    (Term::Item("normative"), "行政规范性文件|规范性文件"),
    (Term::Item("rules"), "规章|政府规章|部门规章"),
    (Term::Item("license"), "行政许可类|行政许可类处理决定|行政许可决定|行政许可|许可决定|行政许可处理决定"),
    (Term::Item("penalty"), "行政处罚类|行政处罚类处理决定|行政处罚决定|行政处罚案件|行政处罚|处罚决定|行政处罚处理决定"),
    (Term::Item("coercion"), "行政强制类|行政强制类处理决定|行政强制措施|行政强制决定|行政强制|行政强制处理决定"),
    (Term::Item("fees"), "收费|收费总额|收费金额|收费总金额|行政事业性收费总额|行政事业性收费|行政事业性收费金额|事业性收费"),
    (Term::Act(Act::Issued), "颁布|制发|制定|印发|出台|新制定|新制发|制定出台|制定印发|新出台|新印发|制发件数"),
    (Term::Act(Act::Repealed), "失效或废止|失效及废止|废止或失效|废止和失效|宣布失效或废止|宣布失效|失效、废止|废止、失效|废止失效|失效|废止|废止件数|宣布废止|予以废止"),
    (Term::Act(Act::InForce), "现保留有效|保留有效|继续保留|现行有效|继续有效|现行有效件数|现有有效|有效"),
    (Term::Act(Act::Decided), "作出|所作|所作出|所作出的|做出|实施|执行|作出的|下达|处理决定|决定"),
    (Term::Act(Act::Published), "公示|公布|发布|上传|推送|公开了|信息公示|主动公开了"),
    (Term::Previous, "年初|加上年|上年|上年度|上一年|上一年度|去年|往年|前一年|以前年度|上年末|上年底|去年底|上期"),
    (Term::Next, "下年|下年度|下一年|下一年度|次年|次年度|明年|来年|第二年|下年度继续办理|下期"),
    (Term::Current, "今年以来|本年以来|年初以来|本年度以来|今年|本年|本年度|当年|年内|全年|全年度|报告期内|统计期内|统计期限内|年度内|本报告期|报告年度"),
    (Term::Against, "较上年|比上年|较去年|比去年|较上年同期|比上年同期|与上年相比|与去年相比|相比上年|较上一年|比上一年|较上年度|比上年度|较上一年度|比上一年度|与上年度相比|与上一年相比|同上年相比|去年同期|上年同期|较去年同期|比去年同期|对比去年|对比上年|相较去年|相较上年|相比去年|较往年|比往年|是上年|是去年|为上年|为去年"),
    (Term::Compared, "同比|环比|较|比|增长|增加|上升|提高|下降|减少|降低|回落|增幅|降幅|增至|降至|增加到|减少到|上升到|下降到|增加至|减少至|持平|翻番|多|少"),
    (Term::Plan, "将|计划|力争|争取|目标|拟|预计|下一步|确保"),
    (Term::Parts, "其中|包括|包含|含|内含|分为|具体为|具体是|其中包括|其中含|具体包括|主要包括|分类为|按类型分|构成为"),
    (Term::None, "不涉及|零发生|无一|无一件|无一例|未|没有|无|零|未有|未发生|无发生|不存在有|未出现|尚未发生|从未"),
    (Term::All, "均|全部|都|皆|全数|悉数|一律|均为|全部为|都是|皆为|均属|均系"),
    (Term::Timely, "依法|依规|依法依规|按规定|按要求|规范|按程序|按照规定|按照要求|按时|按期|如期|及时|法定期限|法定期限内|法定时限|规定期限|规定期限内|规定时限|规定时间|期限内|时限内|限期"),
    (Term::Plain, "举办|开办|主办|城市|城镇|城乡|布局|大厅|中心工作|中心任务|作|计|收入|收缴|执收|征缴|双公示|“双公示”|或者|办事|办公|办文|办证|市场|市民|区域|区别|局面|局部|乡村|省内|市内|县内|区内|内容|主体|任何|人民币|系|名义|进入|程序|加之|加上|连同|减去|完毕|客观|历史|旧文件|提出的|提交的|多数|占绝大多数|绝大多数|相对较少|较少|相加|总和|两者|二者|三者|仍|目前共|总共有|累计有|大量|少量|若干|部分|其中一部分|收件人|公民、法人和其他组织|公民、法人或其他组织|公民、法人或者其他组织|公民、法人及其他组织|公民、法人和其它组织|公民法人和其他组织|公民和法人|后|清理|清理后|收取|征收|共|累计|总共|共有|年度|政府信息|政府信息公开|信息公开|信息|的|了|为|有|是|于|在|已|并|及|和|与|或|以及|情况|数量|件数|总数|总量|总件数|数|量|来自|由|提出|提交|以|按|从|看|中|具体|主要|答复为|结果|处理结果|形式|各类|各种|各类渠道|各种渠道|各渠道|通过各种渠道|通过各类渠道|通过各渠道|多渠道|所有|书面|认真|积极|妥善|严格|准确|公众|社会公众|群众|人民群众|向|主动|工作|实际|登记|审核|申请人|申请人类型|申请主体|属于|属|类型|因政府信息公开|引发|引起|产生|发生|对|机关|行政机关|作为|件|其|该|当事人|登记在册|台账登记|库|收录|现收录|文件库|数据库|在库|移出|现|目前|截至|截止|底|末|年底|年末|期末|月底|至|到|全|总体|方面|渠道|条例|根据|按照|依据|申请公开|公开政府信息|政府信息公开工作|相关|有关政府信息公开|继续|继续办理|新|件件|如下|处理决定数量|之和|需|应|经办|经|本|我|上|内|分|种|情形|期间|过程中|过程|同时|此外|另外|另|另有|还有|还|则|而|且|也|即|就|所|把|将其|给予|提供答复|人|依申请|办理情况|收到情况|收到和处理|情况如下|情况为|具体情况|去除|余|以上|以下|左右|余件|近|约|超|超过|逾|达|达到|不足|接近|仅|只|高达|突破|大约|比例为|比重|原因|主要原因|主要为|主要是|会|能|范围|对应|相应|涉法|各项|涉|项|两类|三类|申请渠道|判决|经审理|裁定|审理|决定书|数据|工作中|工作方面|处置|办公厅|不再处理|虽然|仅有|只有|全过程|要求|规范化|及其|对其|提供的|答复的|办理的"),
    (Term::Narrow, "减免|免收|免除|退还|返还|减征|缓征|提前|规章文件|法规规章|规章制度|经补正后|补正后|旧|委托律师|委托代理人|委托他人|督办|催办|联办|领办|协办|社区|园区|小区|地区|依申请公开系统|公开系统|申请系统|信息系统|管理系统|纳入|未纳入|不纳入|计入|不计入|未计入|列入|未列入|涉及|关于|有关|围绕|针对|领域|通过|网络|互联网|小程序|电子邮件|来函|快递|门户|网上|线上|线下|当面|现场|信函|邮寄|邮件|邮政|传真|电话|窗口|平台|网站|微信|微博|公众号|客户端|新媒体|超期|逾期|延期|撤回|征求|征地|拆迁|项目|每|平均|人均|日均|最|首|一次性|同一|批次|引导|事项|清单|目录|权力|职权|指南|流程|修订|审查|备案|评估|报送|延长|主动撤回|转办|转送|移送|移交|交办|协助|会办|当场|即时|胜诉|驳回|撤诉|撤销|确认违法|终止|履行|调解|和解|开庭|出庭|一审|二审|再审|听证|上级|部级|国家级|中央|省级|市级|报纸|电视|广播|公报|季度|上半年|下半年|月份|月|历年|近年|年来|五年|三年|两年|首次|具体行政行为|信用|标准|政策|报告|制度|方案|预案|机构|职能|人事|财政|预算|决算|招标|采购|教育|医疗|卫生|环保|安全|生产|质量|社保|住房|土地|规划|审批|行业|问题"),
    (Term::Scope, "全市|全县|全区|全省|全镇|全乡|全州|全旗|各级各部门|各级行政机关|各级|各地各部门|各级各有关部门"),
    (Term::Others, "为被申请人|代表|代区政府|代县政府|代市政府|代办|受委托|委托|全系统|系统|各部门|各单位|各县|各区|各乡镇|各镇|各街道|各县区|各县(市、区)|市本级|县本级|区本级|省本级|州本级|镇本级|本级|本级政府|局机关|机关本级|下属|所属|直属|部门|乡镇|镇街|街道办|县直|市直|区直|区县|县区|县市区|市县|基层|派出所|分局|科室|股室|窗口单位|二级单位|事业单位|复议机关身份|共同被告|作为复议机关|作为行政复议机关|作为被申请人以外"),
    (Term::Attribute, "主动公开|公文|属性|发文|公开属性|制作文件|主动公开类"),
    (Term::Except, "除|除去"),
    (Term::Each, "分别为|分别是|分别有|分别|各为|依次为"),
    (Term::Since, "以来|历年累计|累计以来|建国以来"),
    (Term::Disclosure, "涉及政府信息公开|涉政府信息公开|涉及信息公开|涉信息公开|政府信息公开类|信息公开类|涉及依申请公开|属于政府信息公开|政府信息公开方面"),
    (Term::Example, "等"),
    (Term::Kind, "类"),
    (Term::Towards, "告知|补正|补正而|经告知补正"),
    (Term::Rest, "其余|余下|剩余|其余情形|其余情况"),
    (Term::Because, "因|由于|鉴于|因为|原因是"),
    (Term::Came, "转来|转过来"),
    (Term::Documents, "文件"),
    (Term::Missing, "不存在"),
    (Term::Decider(&["review"]), "复议机关|复议机构|行政复议机关"),
    (Term::Decider(SUITS), "法院|人民法院|法院判决|法院审理"),
    (Term::Other, "其他|其它"),
    (Term::Of, "占|占比|占比为|占比达|占到|占了"),
    (Term::OfEach, "分别占|依次占|各占|占比分别为|占比依次为|占比分别达"),
    (Term::Sum, "合计|总计|共计|两项合计|两项共|三项共|三项合计|共办理案件|两类合计"),
    (Term::Own, "我局|本局|我委|本委|我办|本办|本机关|本单位|我单位|我厅|本厅|我院|我中心|我县|我市|我区|我省|我镇|我乡|本县|本市|本区|我街道|本街道|全局|我旗|全委|本行政机关|我队|我站|本镇|本乡"),
    (Term::Plain, "同期"),
    (Term::Body, "市政府|县政府|区政府|省政府|州政府|镇政府|乡政府|局|委|委员会|政府|镇|乡|街道|厅|中心|办公室|政府办|县|区|市|省|办"),
];

/// The words of all lines, and of each its line.
struct Words {
    lexicon: Lexicon,
    terms: Vec<Term>,
}

fn words() -> &'static Words {
    static WORDS: OnceLock<Words> = OnceLock::new();
    WORDS.get_or_init(|| {
        let words = || TERMS.iter().flat_map(|(term, words)| words.split('|').map(move |word| (*term, word)));
        Words { lexicon: Lexicon::new(words().map(|(_, word)| word)), terms: words().map(|(term, _)| term).collect() }
    })
}

/// The longest term at the start of characters, and how many it has.
pub fn at_start(chars: &[char]) -> Option<(Term, usize)> {
    let words = words();
    words.lexicon.at_start(chars).map(|(index, length)| (words.terms[index], length))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_word_is_listed_twice() {
        let mut all: Vec<&str> = TERMS.iter().flat_map(|(_, words)| words.split('|')).collect();
        let count = all.len();
        all.sort_unstable();
        let twice: Vec<&str> = all.windows(2).filter(|pair| pair[0] == pair[1]).map(|pair| pair[0]).collect();
        assert!(twice.is_empty(), "{twice:?} of {count}");
        assert!(all.iter().all(|word| !word.is_empty()));
    }
}
