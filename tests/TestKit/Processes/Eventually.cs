namespace OrleansSms.TestKit.Processes;

/// <summary>Waits for what another process does: asks until the answer is right, and tells the last one when it never is.</summary>
public static class Eventually
{
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan BetweenQuestions = TimeSpan.FromMilliseconds(50);

    public static Task<T> Get<T>(Func<Task<T>> ask, Func<T, bool> isRight, CancellationToken cancellation) =>
        Get(ask, isRight, Patience, cancellation);

    public static async Task<T> Get<T>(Func<Task<T>> ask, Func<T, bool> isRight, TimeSpan patience, CancellationToken cancellation)
    {
        var started = TimeProvider.System.GetTimestamp();
        while (true)
        {
            var answer = await ask();
            if (isRight(answer))
            {
                return answer;
            }

            if (TimeProvider.System.GetElapsedTime(started) > patience)
            {
                throw new TimeoutException($"Not so within {patience.TotalSeconds:0} seconds. The last answer was: {answer}");
            }

            await Task.Delay(BetweenQuestions, TimeProvider.System, cancellation);
        }
    }
}
