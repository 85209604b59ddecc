using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Liaison.Core.Sessions;
using Liaison.Core.Simulation;
using Liaison.Hub.Commands;

namespace Liaison.Hub.Simulator;

/// <summary>Tells facts to a hub over HTTP, as any contact centre does.</summary>
internal sealed class HubTeller(HttpClient http, TimeProvider time, Action<string> notice)
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    /// <summary>For so long a hub may be away, restarting for instance, before it is given up.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    public static HttpClient Client(Uri hub, string key)
    {
        var http = new HttpClient { BaseAddress = hub, Timeout = TimeSpan.FromSeconds(30) };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
        return http;
    }

    /// <summary>Asks the hub whether the key may tell facts, before anything is told.</summary>
    /// <exception cref="CommandException">It may not, or there is no hub.</exception>
    public async Task Check(CancellationToken cancel)
    {
        try
        {
            using var answer = await Post("[]", cancel);
            await Judge(answer, cancel);
        }
        catch (HttpRequestException silent)
        {
            throw new CommandException($"There is no hub at {http.BaseAddress} ({silent.Message}). Start it, or name another with --hub.", silent);
        }
    }

    /// <exception cref="CommandException">The hub does not take them, or has been away for too long.</exception>
    public async Task<Telling> Tell(string run, IReadOnlyList<DueFact> facts, CancellationToken cancel)
    {
        var body = $"[{string.Join(',', facts.Select(due => Event(run, due)))}]";
        for (var began = time.GetTimestamp(); ;)
        {
            try
            {
                using var answer = await Post(body, cancel);
                if (answer.StatusCode != HttpStatusCode.TooManyRequests && (int)answer.StatusCode < 500)
                {
                    return await Judge(answer, cancel) is { } said ? new Telling(said.GetProperty("accepted").GetInt32() + said.GetProperty("known").GetInt32(), said.GetProperty("refused").GetArrayLength()) : new Telling(0, facts.Count);
                }
            }
            catch (Exception away) when (away is HttpRequestException || (away is TaskCanceledException && !cancel.IsCancellationRequested))
            {
                if (time.GetElapsedTime(began) > Patience)
                {
                    throw new CommandException($"The hub at {http.BaseAddress} has not answered for {Patience.TotalSeconds:0} seconds.", away);
                }
                notice("The hub does not answer; trying again.");
            }
            await Task.Delay(Pause, time, cancel);
        }
    }

    private async Task<HttpResponseMessage> Post(string body, CancellationToken cancel)
    {
        using var content = new StringContent(body, Encoding.UTF8, new MediaTypeHeaderValue("application/cloudevents-batch+json"));
        return await http.PostAsync(new Uri("api/v1/events", UriKind.Relative), content, cancel);
    }

    /// <returns>What it said; null when it refused them all.</returns>
    private static async Task<JsonElement?> Judge(HttpResponseMessage answer, CancellationToken cancel) => answer.StatusCode switch
    {
        HttpStatusCode.Accepted => await answer.Content.ReadFromJsonAsync<JsonElement>(cancel),
        HttpStatusCode.UnprocessableEntity => null,
        HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden => throw new CommandException("The hub does not take this key. It needs a key with the scope sessions:write: make one in the hub under API keys."),
        var status => throw new CommandException($"The hub answered {(int)status}: {await answer.Content.ReadAsStringAsync(cancel)}"),
    };

    private static string Event(string run, DueFact due) => new JsonObject
    {
        ["specversion"] = "1.0", ["id"] = due.Id(run), ["source"] = DueFact.Source, ["type"] = due.Fact.Type, ["subject"] = due.Subject(run),
        ["time"] = SessionTimes.Write(due.At), ["data"] = due.Fact.Data.DeepClone(),
    }.ToJsonString();
}
