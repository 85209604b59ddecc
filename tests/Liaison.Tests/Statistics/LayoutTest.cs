using Liaison.Core.Statistics;
using Xunit;
using Interval = Liaison.Core.Statistics.Interval;

namespace Liaison.Tests.Statistics;

/// <summary>Files are written as their layouts say, and a layout that could not work is told so.</summary>
public sealed class LayoutTest
{
    private static readonly DateTimeOffset At = new(2026, 10, 25, 0, 30, 0, TimeSpan.Zero);

    private static readonly StatisticsSettings Warsaw = StatisticsSettings.Beginning with { Zone = "Europe/Warsaw" };

    [Fact, Trait("row", "A166")]
    public void The_columns_of_the_calabrio_preset_stand_as_they_are_known() => Assert.Equal(
        """"
        interval,date_from,time,queue,queue_name,offd_direct_call_cnt,overflow_in_call_cnt,aband_call_cnt,overflow_out_call_cnt,answ_call_cnt,queued_and_answ_call_dur,queued_and_aband_call_dur,talking_call_dur,wrap_up_dur,queued_answ_longest_que_dur,queued_aband_longest_que_dur,avg_avail_member_cnt,ans_servicelevel_cnt,wait_dur,aband_short_call_cnt,aband_within_sl_cnt,utc_from,time_zone
        30,2026-10-25,02:30,"Housing, ""old""","Housing, ""old""",3,0,1,0,2,35,9,340,60,20,9,1.50,2,600,0,1,2026-10-25T00:30:00Z,Europe/Warsaw

        """".ReplaceLineEndings("\r\n"), StatisticsFile.Write(Warsaw.Layouts[0], Warsaw, [Row("Housing, \"old\"")]));

    [Fact, Trait("row", "A166")]
    public void The_hour_that_comes_twice_can_be_told_apart_by_name_and_by_row()
    {
        var layout = new StatisticsLayout("Twice", LayoutSubject.Queues, "q_{local:yyyyMMdd_HHmm}{offset}_{utc:HHmm}_{minutes}_{sequence}.csv", [new("startLocal"), new("offset"), new("startUtc", "utc", "HH:mm"), new("text:x")], "|", HeaderPrefix: "#fields: ", UnixLines: true);
        var (first, second) = (new Interval(At, At.AddMinutes(30)), new Interval(At.AddHours(1), At.AddMinutes(90)));
        Assert.Equal(["q_20261025_0230+0200_0030_30_7.csv", "q_20261025_0230+0100_0130_30_8.csv"], new[] { StatisticsFile.NameOf(layout, Warsaw, first, 7), StatisticsFile.NameOf(layout, Warsaw, second, 8) });
        Assert.Equal("#fields: startLocal|offset|utc|x\n2026-10-25T02:30:00+02:00|+02:00|00:30|x\n2026-10-25T02:30:00+01:00|+01:00|01:30|x\n",
            StatisticsFile.Write(layout, Warsaw, [Row("A"), Row("A") with { Interval = second }]));
    }

    [Fact, Trait("row", "A166")]
    public void A_file_says_how_it_was_counted_and_ends_with_what_its_rows_add_up_to()
    {
        var text = StatisticsFile.Write(new StatisticsLayout("Short", LayoutSubject.Queues, "x{sequence}", [new("queue"), new("serviceLevel"), new("averageWait"), new("averageHandle")], Preface: true, ControlLine: true), Warsaw, [Row("A"), Row("B")]).Split("\r\n");
        Assert.Equal("# zone Europe/Warsaw; interval 30 min; counted by event; service level: answered within 20 s, of those answered or given up after 5 s or more; a transfer to a queue counts there again", text[0]);
        Assert.Equal(["queue,serviceLevel,averageWait,averageHandle", "A,0.6667,18,200", "B,0.6667,18,200", "# end rows=2 offered=6 answered=4 abandoned=2", ""], text[1..]);
    }

    [Fact, Trait("row", "A166")]
    public void Every_preset_could_be_saved_as_it_is() => Assert.All(LayoutPresets.All, preset => Assert.Empty(LayoutCheck.Check(Warsaw with { Layouts = preset.Layouts })));

    [Theory, Trait("row", "A166")]
    [InlineData("../{sequence}.csv")]
    [InlineData("a/{sequence}.csv")]
    [InlineData(".{sequence}")]
    [InlineData("a{sequence}\r\nDELE x")]
    [InlineData("{utc:d}{sequence}")]
    [InlineData("{shell}{sequence}")]
    [InlineData("queue_{utc:yyyyMMdd}.csv")]
    [InlineData("")]
    public void A_file_name_that_could_do_harm_is_refused(string name) => Assert.Contains(
        LayoutCheck.Check(Warsaw with { Layouts = [Warsaw.Layouts[0] with { FileName = name }] }), p => p.At == "/layouts/0/fileName" && p.Code == "invalid-file-name");

    [Fact, Trait("row", "A166")]
    public void Everything_that_is_wrong_is_told_with_its_place()
    {
        var wrong = Warsaw with
        {
            IntervalMinutes = 20, Zone = "Europe/Atlantis", ServiceLevelSeconds = 0, ResendHours = 999, AdminReasons = [""],
            Layouts = [Warsaw.Layouts[0] with { Delimiter = ";;", Columns = [new("nonsense"), new("rung"), new("queue", Format: "HH")] }, Warsaw.Layouts[0] with { Columns = [] }],
        };
        Assert.Equal(
            ["/adminReasons", "/intervalMinutes", "/layouts/0/columns/0/source", "/layouts/0/columns/1/source", "/layouts/0/columns/2/format", "/layouts/0/delimiter", "/layouts/1/columns", "/layouts/1/fileName", "/layouts/1/name", "/resendHours", "/serviceLevelSeconds", "/zone"],
            LayoutCheck.Check(wrong).Select(p => p.At).Order(StringComparer.Ordinal));
    }

    private static StatisticsRow Row(string queue)
    {
        var figures = new long[Measures.Count];
        foreach (var (measure, figure) in new[]
        {
            (Measure.Offered, 3), (Measure.Answered, 2), (Measure.AnsweredInTime, 2), (Measure.Abandoned, 1), (Measure.AbandonedInTime, 1), (Measure.WaitAnswered, 35), (Measure.WaitAbandoned, 9), (Measure.LongestAnswered, 20),
            (Measure.LongestAbandoned, 9), (Measure.Handled, 2), (Measure.Talk, 300), (Measure.Hold, 40), (Measure.WrapUp, 60), (Measure.Staffed, 2_700), (Measure.Idle, 600),
        })
        {
            figures[(int)measure] = figure;
        }
        return new StatisticsRow(new Interval(At, At.AddMinutes(30)), queue, null, null, figures);
    }
}
