namespace Liaison.Sandbox.Shared;

/// <summary>When a switch has its way with a request.</summary>
public enum Moment
{
    /// <summary>Waits before the work, or after it.</summary>
    Delay,

    /// <summary>Before any work, unless the switch says after.</summary>
    AsItSays,

    Before,

    After,
}

/// <summary>What strikes one request.</summary>
/// <param name="Before">Ends the request before any work.</param>
/// <param name="After">Replaces the answer after the work is kept.</param>
public sealed record Weather<TSwitch>(int DelayBefore = 0, int DelayAfter = 0, TSwitch? Before = null, TSwitch? After = null)
    where TSwitch : HttpSwitch;

/// <summary>Makes weather of the switches that strike.</summary>
public static class Forecast
{
    /// <summary>Of several that want the same moment the oldest has it.</summary>
    public static Weather<TSwitch> Of<TSwitch>(IEnumerable<TSwitch> strikes, Func<TSwitch, Moment> when)
        where TSwitch : HttpSwitch => strikes.Aggregate(new Weather<TSwitch>(), (weather, strike) => when(strike) switch
        {
            Moment.Delay when strike.AfterCommit => weather with { DelayAfter = weather.DelayAfter + strike.Milliseconds },
            Moment.Delay => weather with { DelayBefore = weather.DelayBefore + strike.Milliseconds },
            Moment.After => weather with { After = weather.After ?? strike },
            Moment.AsItSays when strike.AfterCommit => weather with { After = weather.After ?? strike },
            _ => weather with { Before = weather.Before ?? strike },
        });

    public static Task Wait(HttpContext http, int milliseconds, TimeProvider time) =>
        milliseconds == 0 ? Task.CompletedTask : Task.Delay(TimeSpan.FromMilliseconds(milliseconds), time, http.RequestAborted);
}
