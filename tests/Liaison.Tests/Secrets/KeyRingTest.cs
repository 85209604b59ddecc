using Dapper;
using Liaison.Storage.Secrets;
using Xunit;

namespace Liaison.Tests.Secrets;

public sealed class KeyRingTest(PostgresFixture postgres)
{
    [Fact]
    public async Task After_a_rotation_the_new_key_writes_and_the_old_one_still_reads()
    {
        await using var rings = await KeyRings.Create(postgres);
        var ring = await rings.Load();
        var box = new SecretBox(ring);
        var old = box.Protect("ten_a", "p", "from before");
        await ring.Rotate();
        var young = box.Protect("ten_a", "p", "from after");
        Assert.Equal(("from before", "from after"), (box.Unprotect("ten_a", "p", old), box.Unprotect("ten_a", "p", young)));
        Assert.Equal((true, false), (box.IsOutdated(old), box.IsOutdated(young)));
        Assert.StartsWith("s1.2.", young, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_hub_reads_what_was_written_with_a_key_it_has_not_seen_yet()
    {
        await using var rings = await KeyRings.Create(postgres);
        var (here, there) = (await rings.Load(), await rings.Load());
        await here.Rotate();
        var text = new SecretBox(here).Protect("ten_a", "p", "news");
        Assert.Equal("news", new SecretBox(there).Unprotect("ten_a", "p", text));
        Assert.Equal(2, there.Newest);
    }

    [Fact]
    public async Task Hubs_that_start_together_on_an_empty_database_agree_on_one_first_key()
    {
        await using var rings = await KeyRings.Create(postgres);
        var all = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => rings.Load()));
        var text = new SecretBox(all[0]).Protect("ten_a", "p", "agreed");
        Assert.All(all, ring => Assert.Equal("agreed", new SecretBox(ring).Unprotect("ten_a", "p", text)));
        Assert.All(all, ring => Assert.Equal([1], ring.Ids));
    }

    [Fact]
    public async Task Another_master_key_opens_nothing_and_the_message_says_what_to_do()
    {
        await using var rings = await KeyRings.Create(postgres);
        await rings.Load();
        var refused = await Assert.ThrowsAsync<SecretException>(() => KeyRing.Load(rings.Source, KeyRings.NewMaster()));
        Assert.Contains("closed with another master key", refused.Message, StringComparison.Ordinal);
        Assert.Contains("LIAISON_MASTER_KEY", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_ring_can_be_put_under_another_master_key()
    {
        await using var rings = await KeyRings.Create(postgres);
        var ring = await rings.Load();
        await ring.Rotate();
        var text = new SecretBox(ring).Protect("ten_a", "p", "kept");
        var next = KeyRings.NewMaster();
        await ring.Rewrap(next);
        Assert.Equal("kept", new SecretBox(await KeyRing.Load(rings.Source, next)).Unprotect("ten_a", "p", text));
        await Assert.ThrowsAsync<SecretException>(() => rings.Load());
    }

    [Fact]
    public async Task Two_keys_swapped_in_the_table_are_noticed()
    {
        await using var rings = await KeyRings.Create(postgres);
        await (await rings.Load()).Rotate();
        await using (var connection = await rings.Source.OpenConnectionAsync())
            await connection.ExecuteAsync("update key_ring set id = 3 - id + 10; update key_ring set id = id - 10");
        await Assert.ThrowsAsync<SecretException>(() => rings.Load());
    }
}
