using Liaison.Core.Connecting;
using Liaison.Core.Shared;
using Liaison.Hub.Connecting;
using Liaison.Hub.Hosting;
using Liaison.Tests.Sandbox;
using Xunit;

namespace Liaison.Tests.Grants;

/// <summary>Times, allowances and the provider's app, reckoned without a database.</summary>
public sealed class GrantTermTest
{
    private static readonly DateTimeOffset Now = new(2026, 5, 4, 9, 0, 0, TimeSpan.Zero);
    private static readonly Id<Connection> Connection = new("con_00000000000000000000000000");

    [Theory]
    [InlineData(0.0, 85.5)]
    [InlineData(0.5, 90.0)]
    [InlineData(1.0, 94.5)]
    public void A_newer_grant_is_fetched_at_about_three_quarters_of_the_life_each_connection_a_little_apart(double chance, double minutes) =>
        Assert.Equal(Now + TimeSpan.FromMinutes(minutes), GrantTerm.Of(Living(TimeSpan.FromHours(2)), null, Now, chance).RefreshAt, TimeSpan.FromMilliseconds(1));

    [Fact]
    public void The_other_systems_clock_does_not_matter_only_the_distance_of_its_times()
    {
        var ahead = Living(TimeSpan.FromHours(2)) with { IssuedAt = Now.AddHours(5), ExpiresAt = Now.AddHours(7) };
        Assert.Equal((Now, Now.AddHours(2)), (GrantTerm.Of(ahead, null, Now, 0.5).IssuedAt, GrantTerm.Of(ahead, null, Now, 0.5).ExpiresAt));
    }

    [Fact]
    public void An_observed_life_counts_when_it_is_shorter_and_none_is_taken_to_be_shorter_than_a_minute()
    {
        Assert.Equal(Now.AddMinutes(31), GrantTerm.Of(Living(TimeSpan.FromHours(2)), TimeSpan.FromMinutes(31), Now, 0.5).ExpiresAt);
        Assert.Equal(Now.AddHours(2), GrantTerm.Of(Living(TimeSpan.FromHours(2)), TimeSpan.FromHours(9), Now, 0.5).ExpiresAt);
        Assert.Equal(Now.AddMinutes(1), GrantTerm.Of(Living(TimeSpan.FromHours(-1)), null, Now, 0.5).ExpiresAt);
        Assert.Null(GrantTerm.Observed(Now, Now.AddHours(2), Now.AddSeconds(59)));
        Assert.Null(GrantTerm.Observed(Now, Now.AddHours(2), Now.AddHours(2)));
        Assert.Equal(TimeSpan.FromMinutes(31), GrantTerm.Observed(Now, Now.AddHours(2), Now.AddMinutes(31)));
    }

    [Fact]
    public void Above_the_share_what_can_wait_is_held_back_until_it_is_worth_asking_again()
    {
        var time = new SettableTime(Now);
        var budgets = new CallBudgets(new ConnectingOptions { Assemblies = [] }, time);
        Assert.False(budgets.Exhausted(Connection));
        budgets.Note(Connection, new CallBudget(11_999, 15_000));
        Assert.False(budgets.Exhausted(Connection));
        budgets.Note(Connection, new CallBudget(12_000, 15_000));
        Assert.Equal(Now + CallBudgets.Patience, budgets.PauseUntil(Connection));
        time.Now += CallBudgets.Patience;
        Assert.False(budgets.Exhausted(Connection));
        budgets.Note(Connection, new CallBudget(0, 0));
        Assert.False(budgets.Exhausted(Connection));
    }

    [Fact]
    public void An_allowance_that_is_whole_again_in_minutes_holds_back_no_longer_than_that()
    {
        var budgets = new CallBudgets(new ConnectingOptions { Assemblies = [] }, new SettableTime(Now));
        budgets.Note(Connection, new CallBudget(5_900, 6_000, TimeSpan.FromMinutes(5)));
        Assert.Equal(Now.AddMinutes(5), budgets.PauseUntil(Connection));
    }

    [Fact, Trait("row", "A174")]
    public void The_providers_app_comes_from_the_environment_or_a_file_whole_or_not_at_all()
    {
        var variables = new Dictionary<string, string?>(StringComparer.Ordinal);
        ProviderApp? App() => HubOptions.FromEnvironment(variables.GetValueOrDefault).ProviderApps("salesforce");
        Assert.Null(App());
        variables["LIAISON_SALESFORCE_CLIENT_ID"] = "id";
        Assert.Contains("SECRET", Assert.Throws<ArgumentException>(App).Message, StringComparison.Ordinal);
        variables["LIAISON_SALESFORCE_CLIENT_SECRET"] = "planted";
        Assert.Equal(new ProviderApp("id", new Secret("planted")), App());
        variables.Remove("LIAISON_SALESFORCE_CLIENT_SECRET");
        var file = Path.GetTempFileName();
        try
        {
            File.WriteAllText(file, "from a file\n");
            variables["LIAISON_SALESFORCE_CLIENT_SECRET_FILE"] = file;
            Assert.Equal("from a file", App()!.ClientSecret.Value);
        }
        finally
        {
            File.Delete(file);
        }
        Assert.Contains("cannot be read", Assert.Throws<ArgumentException>(App).Message, StringComparison.Ordinal);
        Assert.Null(HubOptions.FromEnvironment(variables.GetValueOrDefault).ProviderApps("confirm"));
    }

    [Theory]
    [InlineData("60", 0.6)]
    [InlineData("60%", 0.6)]
    [InlineData(null, 0.8)]
    public void The_share_for_deliveries_is_a_percentage(string? given, double share) =>
        Assert.Equal(share, HubOptions.FromEnvironment(name => name == "LIAISON_CALL_SHARE" ? given : null).CallShare);

    private static Grant Living(TimeSpan life) => new(new Secret("a"), null, new Uri("https://x.example/"), Now, Now + life, new GrantAccount("1", "u", "e", "o"));
}
