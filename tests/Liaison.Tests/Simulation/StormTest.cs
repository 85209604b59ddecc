using System.Globalization;
using Xunit;

namespace Liaison.Tests.Simulation;

public sealed class StormTest
{
    private static readonly int Seeds = Number("LIAISON_SEEDS", 2_000);
    private static readonly int First = Number("LIAISON_SEED", 1);

    [Fact, Trait("row", "A42"), Trait("row", "A43"), Trait("row", "A2")]
    public void Whatever_the_weather_nothing_is_lost_nothing_done_twice_the_order_kept_and_nothing_held_up_for_long()
    {
        var broken = Enumerable.Range(First, Seeds).Select(seed => (Seed: seed, Rules: Story.Play(seed))).Where(story => story.Rules.Count > 0).Take(5).ToList();
        Assert.True(broken.Count == 0, string.Join('\n', broken.Select(story => $"LIAISON_SEED={story.Seed} LIAISON_SEEDS=1 plays it again: {string.Join(' ', story.Rules)}")));
    }

    [Fact]
    public void A_runner_that_does_not_look_before_it_writes_again_is_found_out() =>
        Assert.Contains(Enumerable.Range(1, 50), seed => Story.Play(seed, looks: false).Any(rule => rule.Contains("times", StringComparison.Ordinal)));

    [Fact]
    public void A_seed_tells_the_same_story_each_time() =>
        Assert.All(Enumerable.Range(1, 20), seed => Assert.Equal(Story.Play(seed, looks: false), Story.Play(seed, looks: false)));

    private static int Number(string variable, int otherwise) => int.TryParse(Environment.GetEnvironmentVariable(variable), CultureInfo.InvariantCulture, out var number) ? number : otherwise;
}
