using Liaison.Core.Connecting;
using Liaison.Core.Deliveries;
using Liaison.Core.Shared;
using Xunit;

namespace Liaison.Tests.Connectors.Salesforce;

/// <summary>Joining a campaign: a person is in it once, whoever put them there.</summary>
public sealed class SalesforceMemberTest
{
    private static CancellationToken Cancel => SalesforceBench.Cancel;

    [Fact, Trait("row", "A238"), Trait("row", "A244")]
    public async Task A_member_already_is_taken_for_what_it_is_and_a_lost_answer_is_found_by_what_was_joined()
    {
        await using var bench = await SalesforceBench.Start();
        var (salesforce, member) = (bench.Open(), await Member(bench));
        var began = bench.Time.GetUtcNow();
        Assert.Null(ConfirmBench.Value(await salesforce.FindTogether([member], began, bench.Calls, Cancel)));
        var first = Assert.Single(ConfirmBench.Value(await salesforce.WriteTogether([member], bench.Calls, Cancel)));
        Assert.Equal(first.Record, Assert.Single(ConfirmBench.Value(await salesforce.FindTogether([member], began, bench.Calls, Cancel))!).Record);
        var again = Assert.Single(ConfirmBench.Value(await salesforce.WriteTogether([member with { Key = "ses_2-campaignmember" }], bench.Calls, Cancel)));
        Assert.Equal(first.Record, again.Record);
        Assert.Contains("there already", again.Note, StringComparison.Ordinal);
        Assert.Single(await bench.Rows("SELECT Id FROM CampaignMember"));
    }

    [Fact, Trait("row", "A238")]
    public async Task While_it_cannot_be_looked_up_whether_they_joined_the_doubt_remains()
    {
        await using var bench = await SalesforceBench.Start();
        var member = await Member(bench);
        await bench.Fault(new { kind = "server-error", operation = "query" });
        var looked = await bench.Open().FindTogether([member], bench.Time.GetUtcNow(), bench.Calls, Cancel);
        Assert.True(Assert.IsType<Outcome<IReadOnlyList<Written>?>.Failure>(looked).Fault.InDoubt);
    }

    private static async Task<RecordWrite> Member(SalesforceBench bench)
    {
        var campaign = (await bench.Row("SELECT Id FROM Campaign")).GetProperty("Id").GetString()!;
        var contact = await bench.Add("Contact", new { LastName = "Joiner" });
        return SalesforceBench.Write("member", "CampaignMember", "ses_1-campaignmember") with
        {
            Existing = UpdatePolicy.Keep, IsNamedByLinks = true, Links = new Dictionary<string, string> { ["CampaignId"] = campaign, ["ContactId"] = contact },
        };
    }
}
