using System.Text;
using Liaison.Storage.Cases;
using Liaison.Tests.Sandbox;
using Xunit;

namespace Liaison.Tests.Cases;

public sealed class AttachmentSweepTest(PostgresFixture postgres)
{
    [Fact]
    public async Task What_crashes_left_is_taken_away_after_a_day_and_what_a_case_holds_stays()
    {
        await using var hub = await CaseHub.Start(postgres, workers: false);
        using var ann = await hub.SignIn();
        var made = await ann.Post("/api/v1/cases", new { type = "pothole", values = new { place = "High Street" } });
        using var form = new MultipartFormDataContent { { new ByteArrayContent("A photograph"u8.ToArray()), "file", "photo.txt" } };
        Assert.Equal(201, (int)(await ann.Http.PostAsync(new Uri($"/api/v1/cases/{made.Id}/attachments", UriKind.Relative), form, TestContext.Current.CancellationToken)).StatusCode);
        var files = hub.Get<AttachmentFiles>();
        var held = await hub.Sql<string>("select sha256 from attachments");
        var orphan = await Stored(files, "Its row was never written");
        var half = Path.Combine(hub.Data, "files", "incoming", "half");
        await File.WriteAllTextAsync(half, "It broke o", TestContext.Current.CancellationToken);
        var clock = new SettableTime(TimeProvider.System.GetUtcNow());
        var sweep = new AttachmentSweep(hub.Get<Storage.Database>(), files, clock);

        clock.Now += TimeSpan.FromHours(23);
        Assert.Equal(new Swept(0, 0), await sweep.Go(CancellationToken.None));
        clock.Now += TimeSpan.FromHours(2);
        // A hub that died while it took a file away: the file is judged again.
        File.Move(Path.Combine(hub.Data, "files", held[..2], held[2..4], held), Path.Combine(hub.Data, "files", "incoming", held + ".going"));
        Assert.Equal(new Swept(1, 1), await sweep.Go(CancellationToken.None));
        Assert.False(File.Exists(half));
        Assert.Null(files.Open(orphan));
        await using (var kept = files.Open(held))
        {
            Assert.NotNull(kept);
        }
        Assert.Equal(new Swept(0, 0), await sweep.Go(CancellationToken.None));
    }

    [Fact]
    public async Task A_round_looks_at_so_many_files_and_the_next_goes_on_from_there()
    {
        await using var hub = await CaseHub.Start(postgres, workers: false);
        var files = hub.Get<AttachmentFiles>();
        for (var n = 0; n < 30; n++)
        {
            await Stored(files, $"File {n}");
        }
        var clock = new SettableTime(TimeProvider.System.GetUtcNow() + TimeSpan.FromDays(2));
        var sweep = new AttachmentSweep(hub.Get<Storage.Database>(), files, clock);
        var taken = new List<int>();
        for (var round = 0; round < 4; round++)
        {
            taken.Add((await sweep.Go(CancellationToken.None, most: 10)).Orphans);
        }
        Assert.Equal([10, 10, 10, 0], taken);
    }

    [Fact]
    public async Task The_same_bytes_stored_again_are_young_again()
    {
        await using var hub = await CaseHub.Start(postgres, workers: false);
        var files = hub.Get<AttachmentFiles>();
        var name = await Stored(files, "The same");
        var path = Path.Combine(hub.Data, "files", name[..2], name[2..4], name);
        File.SetLastWriteTimeUtc(path, TimeProvider.System.GetUtcNow().UtcDateTime - TimeSpan.FromDays(3));
        await Stored(files, "The same");
        Assert.Equal(new Swept(0, 0), await new AttachmentSweep(hub.Get<Storage.Database>(), files, TimeProvider.System).Go(CancellationToken.None));
        Assert.True(File.Exists(path));
    }

    private static async Task<string> Stored(AttachmentFiles files, string text) =>
        Assert.IsType<StoredFile.Done>(await files.Store(new MemoryStream(Encoding.UTF8.GetBytes(text)), CancellationToken.None)).Sha256;
}
